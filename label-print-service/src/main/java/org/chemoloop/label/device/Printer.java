package org.chemoloop.label.device;

import java.util.Optional;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.render.Resolution;

/**
 * A printer and what is in it.
 *
 * @param place where it stands, in the words of the hospital
 * @param stock the labels in it; empty when the template may choose
 */
public record Printer(
        String name, String place, LabelFormat language, Resolution resolution, Optional<Stock> stock, Line line) {

    /** The way to a printer. */
    public sealed interface Line permits TcpLine, FileLine {

        Sent send(byte[] label);

        Condition condition();

        /** As it was configured. */
        String address();
    }
}

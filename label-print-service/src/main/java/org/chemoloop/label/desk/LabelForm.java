package org.chemoloop.label.desk;

import java.util.Optional;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.render.Resolution;

/**
 * How a label is wanted.
 *
 * @param stock empty when the template may choose
 * @param nativeBarcodes the printer draws the barcodes itself
 */
public record LabelForm(
        LabelFormat format, Optional<Stock> stock, Resolution resolution, String language, boolean nativeBarcodes) {}

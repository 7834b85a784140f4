package org.chemoloop.routes.translate.type;

import java.util.List;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Segment;
import org.chemoloop.routes.translate.Site;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** One value under conversion and everything a converter may ask about it. */
public interface Cell {
    /** The value itself: one repetition of a field, or a part of it. */
    Value value();

    /** The value beside it that names its unit, as the row says. */
    @Nullable
    Value unit();

    /** The value beside it that names the time a rate is per, as the row says. */
    @Nullable
    Value per();

    /** The code table of the row. */
    @Nullable
    CodeTable table();

    /** A table that a converter always needs, e.g. {@code units}. */
    CodeTable table(String name);

    /** The {@code sid/} or {@code cs/} name that the row gives. */
    @Nullable
    String system();

    /** Whether no treatment hangs on the value. */
    boolean lenient();

    /** The element that an earlier row began; only for converters that complete. */
    @Nullable
    Base begun();

    Segment segment();

    /** Segments of this name that belong to the same order, or to the message outside orders. */
    List<Segment> beside(String segmentName);

    Hl7Message.Header header();

    Site site();

    /** What is sent can't be used: an error, or a warning where the row is lenient. */
    void wrong(String code, String sentence);

    /** What is sent can be used, but somebody should look at it. */
    void doubtful(String code, String sentence);

    /**
     * The table has no row for a code: the sender is told, and somebody who knows the sender may add the row.
     *
     * @param wrong whether it can't be used
     */
    void unknown(CodeTable table, String code, String display, boolean wrong, String sentence);

    /** The field as a person would name it, e.g. {@code RXC-3}. */
    String name();

    default void wrongType(String expected) {
        wrong(Finding.DATA_TYPE, name() + " is \"" + value().wholeText() + "\": " + expected + ".");
    }
}

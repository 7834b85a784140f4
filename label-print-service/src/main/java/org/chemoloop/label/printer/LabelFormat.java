package org.chemoloop.label.printer;

import java.util.Arrays;
import java.util.Optional;

/** What a label can be written as. */
public enum LabelFormat {
    PNG("image/png"),
    PDF("application/pdf"),
    ZPL("application/x-zpl"),
    TSPL("application/x-tspl");

    private final String mediaType;

    LabelFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Reads a file name's ending. */
    public static Optional<LabelFormat> of(String ending) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(ending))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }
}

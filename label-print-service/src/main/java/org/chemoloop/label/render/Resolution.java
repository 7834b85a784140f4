package org.chemoloop.label.render;

import java.util.Arrays;
import java.util.Optional;

/** How fine a printer prints. */
public enum Resolution {
    /** 203 dpi: exactly eight dots in a millimetre. */
    DPI_203(8, 203),
    DPI_300(300 / 25.4, 300);

    private final double dotsPerMillimetre;
    private final int dpi;

    Resolution(double dotsPerMillimetre, int dpi) {
        this.dotsPerMillimetre = dotsPerMillimetre;
        this.dpi = dpi;
    }

    /** Reads {@code 203} or {@code 300}; empty for anything else. */
    public static Optional<Resolution> of(String dpi) {
        return Arrays.stream(values())
                .filter(resolution -> Integer.toString(resolution.dpi).equals(dpi))
                .findFirst();
    }

    public int dots(double millimetres) {
        return (int) Math.round(millimetres * dotsPerMillimetre);
    }

    double exactDots(double millimetres) {
        return millimetres * dotsPerMillimetre;
    }

    public int dpi() {
        return dpi;
    }

    public double dotsPerMillimetre() {
        return dotsPerMillimetre;
    }
}

package org.chemoloop.label.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be labelled. */
public enum LabelKind {
    BAG,
    OUTER_BAG,
    WRISTBAND,
    DELIVERY;

    /** As paths, jobs and templates name it: {@code outer-bag}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<LabelKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}

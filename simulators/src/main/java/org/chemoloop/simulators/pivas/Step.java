package org.chemoloop.simulators.pivas;

import java.util.Optional;

/** The preparation steps that this PIVAS reports, in order. */
public enum Step {
    COMPOUNDED("compounded"),
    QC_PASSED("qc-passed"),
    DISPATCHED("dispatched");

    private final String code;

    Step(String code) {
        this.code = code;
    }

    /** The code of {@code cs/loop-status}, as ORC-25 carries it. */
    public String code() {
        return code;
    }

    Optional<Step> following() {
        return switch (this) {
            case COMPOUNDED -> Optional.of(QC_PASSED);
            case QC_PASSED -> Optional.of(DISPATCHED);
            case DISPATCHED -> Optional.empty();
        };
    }
}

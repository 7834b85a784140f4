package org.chemoloop.simulators.day;

import java.util.Set;
import org.chemoloop.simulators.his.Recipe;

/** A mistake that happens at a chair and that the loop must refuse. */
enum WrongScan {
    NOT_RECEIVED(Moment.BEFORE_RECEIPT, "start before 收药", "not-received"),
    UNREADABLE_CODE(Moment.BEFORE_START, "bag code with a wrong check digit", "unreadable-code"),
    UNKNOWN_BAG(Moment.BEFORE_START, "bag code that nobody printed", "unknown-bag"),
    WRONG_WRISTBAND(Moment.BEFORE_START, "another patient's wristband", "wrong-patient"),
    NO_WITNESS(Moment.BEFORE_START, "cytotoxic bag without a second nurse", "witness-required"),
    AFTER_THE_END(Moment.AFTER_END, "start of a bag that has ended", "already-done", "wrong-state", "not-active");

    /** When in a bag's life a mistake is made. */
    enum Moment {
        BEFORE_RECEIPT,
        BEFORE_START,
        AFTER_END
    }

    private final Moment moment;
    private final String mistake;
    private final Set<String> expected;

    WrongScan(Moment moment, String mistake, String... expected) {
        this.moment = moment;
        this.mistake = mistake;
        this.expected = Set.of(expected);
    }

    Moment moment() {
        return moment;
    }

    String mistake() {
        return mistake;
    }

    boolean rightlyRefusedAs(String issue) {
        return expected.contains(issue);
    }

    /** Whether this mistake can happen with that bag; the day's first patient has nobody to be mistaken for. */
    boolean canHappen(int visit, Recipe recipe) {
        return switch (this) {
            case WRONG_WRISTBAND -> visit > 0;
            case NO_WITNESS -> recipe.cytotoxic();
            case NOT_RECEIVED, UNREADABLE_CODE, UNKNOWN_BAG, AFTER_THE_END -> true;
        };
    }
}

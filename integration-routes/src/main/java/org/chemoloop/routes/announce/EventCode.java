package org.chemoloop.routes.announce;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What happened in the loop or to an appointment, as {@code cs/loop-event} names it. */
enum EventCode {
    BAG_ORDERED("bag-ordered"),
    BAG_RELEASED("bag-released"),
    BAG_CHANGED("bag-changed"),
    BAG_CANCELLED("bag-cancelled"),
    BAG_DISPATCHED("bag-dispatched"),
    INFUSION_STARTED("infusion-started"),
    INFUSION_PAUSED("infusion-paused"),
    INFUSION_RESUMED("infusion-resumed"),
    INFUSION_COMPLETED("infusion-completed"),
    INFUSION_STOPPED("infusion-stopped"),
    INFUSION_NOT_GIVEN("infusion-not-given"),
    START_TAKEN_BACK("infusion-start-taken-back"),
    END_TAKEN_BACK("infusion-end-taken-back"),
    APPOINTMENT_BOOKED("appointment-booked"),
    APPOINTMENT_MOVED("appointment-moved"),
    APPOINTMENT_CANCELLED("appointment-cancelled");

    private final String code;

    EventCode(String code) {
        this.code = code;
    }

    /** Empty for an event that is of no concern to any counterpart. */
    static Optional<EventCode> of(String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }

    String code() {
        return code;
    }

    /** What is true now, where something that was told earlier was not. */
    EventCode now() {
        return switch (this) {
            case START_TAKEN_BACK -> INFUSION_NOT_GIVEN;
            case END_TAKEN_BACK -> INFUSION_PAUSED;
            default -> this;
        };
    }

    /** The events that this one takes back the last of; empty for nearly all. */
    List<String> takesBack() {
        return switch (this) {
            case START_TAKEN_BACK -> List.of(INFUSION_STARTED.code);
            case END_TAKEN_BACK -> List.of(INFUSION_COMPLETED.code, INFUSION_STOPPED.code);
            default -> List.of();
        };
    }
}

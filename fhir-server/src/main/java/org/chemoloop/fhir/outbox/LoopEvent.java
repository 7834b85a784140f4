package org.chemoloop.fhir.outbox;

/** What PIVAS and the HIS want to hear of a bag or of an appointment: the codes of {@code cs/loop-event}. */
public enum LoopEvent {
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

    LoopEvent(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}

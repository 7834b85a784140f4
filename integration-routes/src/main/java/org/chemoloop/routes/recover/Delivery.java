package org.chemoloop.routes.recover;

/** Whether the other side knows: apart from what became of the message. */
public enum Delivery {
    NOT_OWED("not-owed"),
    PENDING("pending"),
    DELIVERED("delivered"),
    /** Waits for a person. */
    STOPPED("stopped");

    private final String code;

    Delivery(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}

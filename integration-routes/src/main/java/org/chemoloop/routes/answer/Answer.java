package org.chemoloop.routes.answer;

/**
 * One finished answer.
 *
 * @param code MSA-1
 * @param controlId its own MSH-10
 * @param result what became of the message
 * @param aboutOrders whether it speaks about orders, so that it must reach the sender even late
 * @param reason why it is not plainly accepted; empty otherwise
 */
public record Answer(byte[] bytes, String code, String controlId, Result result, boolean aboutOrders, String reason) {

    /** What became of a message. */
    public enum Result {
        /** Every part of it was decided; single orders may have been refused. */
        PROCESSED,
        /** It was not accepted and nothing of it is stored. */
        REFUSED,
        /** Nobody could decide: it lies in the dead letters. */
        FAILED
    }

    public boolean isError() {
        return !code.endsWith("A");
    }
}

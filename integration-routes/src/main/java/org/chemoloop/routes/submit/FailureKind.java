package org.chemoloop.routes.submit;

/** Whether trying again can help: the cause decides, not hope. */
public enum FailureKind {
    /** Nobody there, or too busy: nothing has happened yet. */
    TRANSIENT,
    /** No answer in time: it may have happened. Trying again is safe because a submission is idempotent. */
    AMBIGUOUS,
    /** Another copy of this service took the group over, and perhaps later messages of it have their effect already. */
    OVERTAKEN,
    /** It will fail the same way for ever. */
    PERMANENT
}

package org.chemoloop.routes.translate;

/**
 * What an engineer has answered of a code without a row: for this sender it means the same as a row that the table has.
 *
 * @param sender named as its overlay is: MSH-3 and MSH-4 with a low line between
 * @param code as the table would name its row
 * @param means a row of the table, or a code that its rows give
 * @param by who has answered
 */
public record AnsweredCode(String sender, String table, String code, String means, String by) {
    static final String ANSWERED = "answered by ";

    /** Where the line of a map would stand. */
    String where() {
        return ANSWERED + by;
    }
}

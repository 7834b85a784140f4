package org.chemoloop.routes.translate;

/**
 * A code of a sender that a table has no row for.
 *
 * @param code as the table would name its row
 * @param display what the sender calls it; may be empty
 * @param finding what the sender is told of it
 */
public record UnknownCode(String table, String code, String display, Finding finding) {}

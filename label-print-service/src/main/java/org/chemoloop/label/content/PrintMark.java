package org.chemoloop.label.content;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.chemoloop.label.template.Facts;

/**
 * What a print says of itself.
 *
 * @param time the how manieth print of this label it is: from the second on it is marked 重
 * @param at when it was asked for, on the hospital's clock
 */
public record PrintMark(int time, LocalDateTime at) {
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    public Facts on(Facts facts) {
        Facts marked = facts.with("printed", MINUTE.format(at));
        return time > 1 ? marked.with("reprint", Integer.toString(time)) : marked;
    }
}

package org.chemoloop.label.content;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.chemoloop.label.template.Facts;
import org.jspecify.annotations.Nullable;

/**
 * What a print says of itself.
 *
 * @param time the how manieth print of this label it is: from the second on it is marked 重
 * @param at when it was asked for, on the hospital's clock
 * @param batch the number of the batch it is printed with, such as {@code 20261124-03}, if any
 */
public record PrintMark(
        int time, LocalDateTime at, @Nullable String batch) {
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    public Facts on(Facts facts) {
        Facts marked = facts.with("printed", MINUTE.format(at));
        if (batch != null) {
            // The day is that of the bag.
            marked.with("batchOfDay", batch.substring(batch.indexOf('-') + 1));
        }
        return time > 1 ? marked.with("reprint", Integer.toString(time)) : marked;
    }
}

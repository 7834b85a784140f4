package org.chemoloop.label.print;

import java.time.Instant;
import java.util.UUID;
import org.chemoloop.label.desk.LabelKind;
import org.jspecify.annotations.Nullable;

/**
 * One label that was asked for.
 *
 * @param time the how manieth print of this label: from the second on it is marked 重 and has a reason
 * @param checked when the chart was last asked whether it may be printed
 * @param about reference of what is labelled
 * @param fileHash SHA-256 of what goes to the printer, in hexadecimal digits
 */
public record PrintJob(
        UUID id,
        LabelKind kind,
        String code,
        int time,
        @Nullable String reason,
        String operator,
        Instant asked,
        @Nullable String batch,
        String printer,
        String language,
        JobState state,
        int attempts,
        Instant checked,
        String failure,
        @Nullable Instant printed,
        @Nullable String settledBy,
        @Nullable String about,
        String template,
        byte[] file,
        String fileHash) {

    PrintJob redrawn(byte[] fresh, String hash, String by, Instant now) {
        return new PrintJob(
                id, kind, code, time, reason, operator, asked, batch, printer, language, state, attempts, now, failure,
                printed, settledBy, about, by, fresh, hash);
    }
}

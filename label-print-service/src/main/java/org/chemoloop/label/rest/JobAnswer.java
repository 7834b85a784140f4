package org.chemoloop.label.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.chemoloop.label.print.PrintJob;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A print job as it is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(example = """
                {"id":"6f1c1f6e-5f0e-4d0c-9b1a-1c2d3e4f5a6b","kind":"bag","code":"800000000044","printer":"pivas",
                "state":"printed","time":2,"reason":"标签破损","operator":"nurse1","asked":"2026-11-24T01:10:00Z",
                "printed":"2026-11-24T01:10:01Z","attempts":1,"template":"bag-3","sha256":"9f86d081…"}""")
public record JobAnswer(
        UUID id,
        String kind,
        String code,
        String printer,

        @Schema(description = "waiting, sending, printed, unsure (somebody must look and say) or withdrawn")
        String state,

        @Schema(description = "The how manieth print of this label")
        int time,

        @Nullable String reason,
        String operator,
        Instant asked,
        @Nullable Instant printed,
        @Nullable String settledBy,
        @Nullable String batch,
        int attempts,

        @Schema(description = "Why it isn't printed yet") @Nullable
        String why,

        String template,
        String sha256) {

    static JobAnswer of(PrintJob job) {
        return new JobAnswer(
                job.id(),
                job.kind().code(),
                job.code(),
                job.printer(),
                job.state().code(),
                job.time(),
                job.reason(),
                job.operator(),
                job.asked(),
                job.printed(),
                job.settledBy(),
                job.batch(),
                job.attempts(),
                job.failure().isEmpty() ? null : job.failure(),
                job.template(),
                job.fileHash());
    }
}

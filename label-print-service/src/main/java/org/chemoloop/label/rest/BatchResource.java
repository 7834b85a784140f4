package org.chemoloop.label.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.chemoloop.label.desk.Refusal;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.print.BatchPrint;
import org.chemoloop.label.service.PrintWorkers;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Prints the labels of a day's bags in one go. */
@Path("/print-batches")
@Produces(MediaType.APPLICATION_JSON)
public class BatchResource {
    private final BatchPrint batches;
    private final Printers printers;
    private final PrintWorkers workers;
    private final JsonWebToken caller;

    BatchResource(BatchPrint batches, Printers printers, PrintWorkers workers, JsonWebToken caller) {
        this.batches = batches;
        this.printers = printers;
        this.workers = workers;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST})
    @Operation(
            summary = "Print the labels of a day's bags in the order of preparation",
            description = "Bags whose label was printed before are left out and named")
    public Response print(@Nullable BatchWish wish, @Context HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        if (wish == null || wish.day() == null || wish.printer() == null) {
            return Answers.refused(Refusal.MISSING_FIELD, headers, "day / printer");
        }
        if (printers.named(wish.printer()).isEmpty()) {
            return Answers.refused(Refusal.UNKNOWN_PRINTER, headers, wish.printer());
        }
        String language = wish.language() == null ? "zh" : wish.language();
        if (!WantedLabel.isSpoken(language)) {
            return Answers.refused(Refusal.UNKNOWN_LANGUAGE, headers, language);
        }
        BatchPrint.Printed printed =
                batches.print(wish.day(), wish.printer(), language, caller.getName(), caller.getRawToken());
        workers.wake();
        boolean english = Answers.english(headers);
        return Response.ok(new BatchAnswer(
                        printed.batch(),
                        printed.jobs().stream().map(JobAnswer::of).toList(),
                        printed.left().stream()
                                .map(left -> new LeftOut(
                                        left.code(),
                                        left.why().code(),
                                        left.why().sentence(english, left.what())))
                                .toList()))
                .build();
    }

    /** What became of a batch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BatchAnswer(@Nullable String batch, List<JobAnswer> jobs, List<LeftOut> leftOut) {}

    /** A label that was not printed, and why. */
    public record LeftOut(String code, String reason, String sentence) {}
}

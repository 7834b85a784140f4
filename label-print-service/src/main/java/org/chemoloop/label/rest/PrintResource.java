package org.chemoloop.label.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.label.desk.LabelKind;
import org.chemoloop.label.desk.Refusal;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.print.Accepted;
import org.chemoloop.label.print.Order;
import org.chemoloop.label.print.PrintDesk;
import org.chemoloop.label.print.PrintJob;
import org.chemoloop.label.print.PrintJobs;
import org.chemoloop.label.service.PrintWorkers;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Prints labels, tells what became of each, and asks a person where that isn't certain. */
@Path("/print-jobs")
@Produces(MediaType.APPLICATION_JSON)
public class PrintResource {
    private final PrintDesk desk;
    private final PrintJobs jobs;
    private final PrintWorkers workers;
    private final JsonWebToken caller;

    PrintResource(PrintDesk desk, PrintJobs jobs, PrintWorkers workers, JsonWebToken caller) {
        this.desk = desk;
        this.jobs = jobs;
        this.workers = workers;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST})
    @Operation(
            summary = "Print a label",
            description = "201: kept and will be printed; 200: asked before under this id")
    public Response print(@Nullable PrintWish wish, @Context HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        if (wish == null || wish.kind() == null || wish.code() == null || wish.printer() == null) {
            return Answers.refused(Refusal.MISSING_FIELD, headers, "kind / code / printer");
        }
        Optional<LabelKind> kind = LabelKind.of(wish.kind());
        if (kind.isEmpty()) {
            return Answers.refused(Refusal.UNKNOWN_KIND, headers, wish.kind());
        }
        String language = wish.language() == null ? "zh" : wish.language();
        if (!WantedLabel.isSpoken(language)) {
            return Answers.refused(Refusal.UNKNOWN_LANGUAGE, headers, language);
        }
        UUID id = wish.id() == null ? UUID.randomUUID() : wish.id();
        Order order = new Order(id, kind.get(), wish.code(), wish.printer(), wish.reason(), language, null);
        return answer(desk.accept(order, caller.getName(), caller.getRawToken()), headers);
    }

    @GET
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST, Roles.MANAGER, Roles.ENGINEER})
    @Operation(summary = "Find print jobs, the newest first")
    public List<JobAnswer> search(
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("printer") @Nullable String printer)
            throws SQLException {
        return jobs.search(state, code, printer).stream().map(JobAnswer::of).toList();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST, Roles.MANAGER, Roles.ENGINEER})
    @Operation(summary = "What became of a print job")
    public Response job(@PathParam("id") UUID id, @Context HttpHeaders headers) throws SQLException {
        return answer(jobs.find(id), Refusal.UNKNOWN_JOB, id, headers);
    }

    @GET
    @Path("/{id}/copy")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST, Roles.MANAGER})
    @Operation(summary = "The very bytes that went to the printer")
    public Response copy(@PathParam("id") UUID id, @Context HttpHeaders headers) throws SQLException {
        return jobs.find(id)
                .map(job -> Response.ok(job.file()).build())
                .orElseGet(() -> Answers.refused(Refusal.UNKNOWN_JOB, headers, id.toString()));
    }

    @POST
    @Path("/{id}/settle")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST})
    @Operation(
            summary = "Say whether a label in doubt came out",
            description = "Its state was unsure; cameOut=false prints it now")
    public Response settle(@PathParam("id") UUID id, @Nullable Look look, @Context HttpHeaders headers)
            throws SQLException {
        if (look == null || look.cameOut() == null) {
            return Answers.refused(Refusal.MISSING_FIELD, headers, "cameOut");
        }
        Optional<PrintJob> settled = jobs.settle(
                id, look.cameOut(), caller.getName(), Clock.systemUTC().instant());
        workers.wake();
        return answer(settled, Refusal.NOT_IN_DOUBT, id, headers);
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST})
    @Operation(summary = "Take back a job that still waits")
    public Response withdraw(@PathParam("id") UUID id, @Context HttpHeaders headers) throws SQLException {
        return answer(jobs.withdraw(id, caller.getName()), Refusal.NOT_WAITING, id, headers);
    }

    /** What a person saw at the printer. */
    public record Look(@Nullable Boolean cameOut) {}

    private Response answer(Accepted accepted, HttpHeaders headers) {
        if (accepted instanceof Accepted.Kept kept) {
            workers.wake();
            JobAnswer body = JobAnswer.of(kept.job());
            return Response.created(URI.create("/print-jobs/" + body.id()))
                    .entity(body)
                    .build();
        }
        if (accepted instanceof Accepted.Known known) {
            return Response.ok(JobAnswer.of(known.job())).build();
        }
        Accepted.Refused refused = (Accepted.Refused) accepted;
        return Answers.refused(refused.reason(), headers, refused.what());
    }

    private static Response answer(Optional<PrintJob> job, Refusal otherwise, UUID id, HttpHeaders headers) {
        return job.map(found -> Response.ok(JobAnswer.of(found)).build())
                .orElseGet(() -> Answers.refused(otherwise, headers, id.toString()));
    }
}

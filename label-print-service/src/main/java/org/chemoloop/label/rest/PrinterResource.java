package org.chemoloop.label.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.chemoloop.label.device.Condition;
import org.chemoloop.label.device.Printer;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.print.PrintJobs;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Tells which printers there are, where they stand, and how they are. */
@Path("/printers")
@Produces(MediaType.APPLICATION_JSON)
public class PrinterResource {
    private final Printers printers;
    private final PrintJobs jobs;

    PrinterResource(Printers printers, PrintJobs jobs) {
        this.printers = printers;
        this.jobs = jobs;
    }

    @GET
    @RolesAllowed({Roles.NURSE, Roles.PIVAS, Roles.PHARMACIST, Roles.MANAGER, Roles.ENGINEER, Roles.ADMIN})
    @Operation(summary = "All printers, each asked how it is right now")
    public List<PrinterAnswer> all() throws SQLException {
        // Each may take seconds to be found dead: all at once.
        Map<Printer, CompletableFuture<Condition>> asked = new java.util.LinkedHashMap<>();
        printers.all()
                .forEach(printer -> asked.put(
                        printer,
                        CompletableFuture.supplyAsync(() -> printer.line().condition())));
        List<PrinterAnswer> answers = new ArrayList<>();
        for (Map.Entry<Printer, CompletableFuture<Condition>> one : asked.entrySet()) {
            answers.add(answer(one.getKey(), one.getValue().join()));
        }
        return answers;
    }

    private PrinterAnswer answer(Printer printer, Condition condition) throws SQLException {
        Map<String, Integer> open = jobs.open(printer.name());
        return new PrinterAnswer(
                printer.name(),
                printer.place(),
                printer.line().address(),
                printer.language().name().toLowerCase(Locale.ROOT),
                printer.resolution().dpi(),
                printer.stock().map(Object::toString).orElse(null),
                condition.ready(),
                condition.says(),
                open.getOrDefault("waiting", 0) + open.getOrDefault("sending", 0),
                open.getOrDefault("unsure", 0));
    }

    /** A printer as it is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
                    {"name":"pivas","place":"静配中心","address":"tcp:10.1.2.3:9100","language":"tspl","dpi":203,
                    "stock":"70x50","healthy":false,"says":"out of paper","waiting":3,"unsure":0}""")
    public record PrinterAnswer(
            String name,
            String place,
            String address,
            String language,
            int dpi,
            @Nullable String stock,
            boolean healthy,
            String says,
            @Schema(description = "Jobs that wait for it") int waiting,

            @Schema(description = "Jobs of which somebody must say whether they came out")
            int unsure) {}
}

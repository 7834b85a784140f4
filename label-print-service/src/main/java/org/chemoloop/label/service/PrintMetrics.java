package org.chemoloop.label.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.chemoloop.label.device.Printer;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.print.JobState;
import org.chemoloop.label.print.PrintJobs;

/** Figures of what waits at each printer and of what somebody must look at. */
@Singleton
class PrintMetrics {
    private static final List<JobState> OPEN = List.of(JobState.WAITING, JobState.SENDING, JobState.UNSURE);

    private final Printers printers;
    private final PrintJobs jobs;

    PrintMetrics(Printers printers, PrintJobs jobs) {
        this.printers = printers;
        this.jobs = jobs;
    }

    void register(@Observes StartupEvent begins, MeterRegistry registry) {
        for (Printer printer : printers.all()) {
            for (JobState state : OPEN) {
                Gauge.builder("print.jobs", () -> count(printer, state))
                        .description("Print jobs that are not over")
                        .tag("printer", printer.name())
                        .tag("state", state.code())
                        .register(registry);
            }
        }
    }

    /** Not a number while the database is away: zero would say that nothing waits. */
    private double count(Printer printer, JobState state) {
        try {
            return jobs.open(printer.name()).getOrDefault(state.code(), 0);
        } catch (SQLException away) {
            return Double.NaN;
        }
    }
}

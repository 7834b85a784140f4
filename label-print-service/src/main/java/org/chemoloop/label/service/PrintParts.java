package org.chemoloop.label.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.chemoloop.label.chart.BagChart;
import org.chemoloop.label.chart.DayBags;
import org.chemoloop.label.desk.LabelDesk;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServers;
import org.chemoloop.label.fhir.OwnToken;
import org.chemoloop.label.print.BatchPrint;
import org.chemoloop.label.print.Batches;
import org.chemoloop.label.print.PrintDesk;
import org.chemoloop.label.print.PrintJobs;
import org.chemoloop.label.print.PrintRecords;

/** Puts the parts of printing together. */
@ApplicationScoped
class PrintParts {
    private final Clock clock = Clock.system(ZoneId.systemDefault());

    @Produces
    @Singleton
    Printers printers(LabelConfig config) {
        return Printers.parse(config.printers(), config.printerPatience());
    }

    @Produces
    @Singleton
    PrintJobs jobs(PrintDatabase database) {
        return new PrintJobs(database);
    }

    @Produces
    @Singleton
    Batches batches(PrintDatabase database, ObjectMapper json, LabelConfig config) {
        return new Batches(database, json, config.centre());
    }

    @Produces
    @Singleton
    PrintDesk desk(LabelDesk labels, PrintJobs jobs, Batches batches, Printers printers) {
        return new PrintDesk(labels, jobs, batches, printers, clock);
    }

    @Produces
    @Singleton
    BatchPrint batchPrint(FhirServer server, BagChart chart, PrintDesk desk, PrintJobs jobs, Batches batches) {
        return new BatchPrint(new DayBags(server, clock.getZone()), chart, desk, jobs, batches, clock);
    }

    @Produces
    @Singleton
    OwnToken ownToken(FhirServers servers, LabelConfig config, ObjectMapper json) {
        return new OwnToken(servers, Path.of(config.secretsDir()).resolve("label"), json, clock);
    }

    @Produces
    @Singleton
    PrintRecords records(PrintJobs jobs, FhirServer server, OwnToken token, ObjectMapper json) {
        return new PrintRecords(jobs, server, token, json);
    }
}

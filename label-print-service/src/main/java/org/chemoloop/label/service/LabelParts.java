package org.chemoloop.label.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.ZoneId;
import org.chemoloop.label.chart.BagChart;
import org.chemoloop.label.chart.WristbandChart;
import org.chemoloop.label.desk.LabelDesk;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServers;
import org.chemoloop.label.template.Templates;
import org.chemoloop.label.typeface.Typeface;

/** Puts the parts of the service together. */
@ApplicationScoped
class LabelParts {

    /** Read at start-up, so that the first label of the day is not the slow one. */
    @Produces
    @Singleton
    @Startup
    Typeface typeface() {
        return Typeface.bundled();
    }

    @Produces
    @Singleton
    HttpClient http(LabelConfig config) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectWithin())
                .build();
    }

    @Produces
    @Singleton
    FhirServers fhirServers(HttpClient http, LabelConfig config) {
        return new FhirServers(http, config.fhirServer(), Clock.systemUTC());
    }

    @Produces
    @Singleton
    FhirServer fhirServer(FhirServers servers, ObjectMapper json) {
        return new FhirServer(servers, json);
    }

    @Produces
    @Singleton
    BagChart bagChart(FhirServer server, LabelConfig config) {
        return new BagChart(server, ZoneId.systemDefault(), config.centre());
    }

    @Produces
    @Singleton
    WristbandChart wristbandChart(FhirServer server, LabelConfig config) {
        return new WristbandChart(
                server,
                ZoneId.systemDefault(),
                config.centre(),
                config.gs1CompanyPrefix().orElse(null));
    }

    @Produces
    @Singleton
    LabelDesk desk(BagChart bags, WristbandChart wristbands, Typeface typeface) {
        return new LabelDesk(bags, wristbands, Templates.bundled(), typeface);
    }
}

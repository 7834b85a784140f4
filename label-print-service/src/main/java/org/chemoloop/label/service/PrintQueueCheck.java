package org.chemoloop.label.service;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when print jobs can be kept; printers and the FHIR server may come and go, the jobs wait for them. */
@Readiness
@Singleton
class PrintQueueCheck implements HealthCheck {
    private static final int SECONDS = 2;

    private final PrintDatabase database;

    PrintQueueCheck(PrintDatabase database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        try (Connection connection = database.open()) {
            return HealthCheckResponse.named("print-queue")
                    .status(connection.isValid(SECONDS))
                    .build();
        } catch (SQLException away) {
            return HealthCheckResponse.named("print-queue")
                    .down()
                    .withData("why", String.valueOf(away.getMessage()))
                    .build();
        }
    }
}

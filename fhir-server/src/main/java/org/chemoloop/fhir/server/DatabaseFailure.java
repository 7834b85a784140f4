package org.chemoloop.fhir.server;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence that the database can't be reached, where Spring would print two hundred lines. */
public class DatabaseFailure extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SQLException cause) {
        return new FailureAnalysis(
                "The database does not answer: " + cause.getMessage(),
                "Check CHEMOLOOP_DB_URL, CHEMOLOOP_DB_USER and CHEMOLOOP_DB_PASSWORD, and whether PostgreSQL runs.",
                failure);
    }
}

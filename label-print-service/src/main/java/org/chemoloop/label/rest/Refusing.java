package org.chemoloop.label.rest;

import static org.chemoloop.label.desk.Refusal.FHIR_SERVER_AWAY;
import static org.chemoloop.label.desk.Refusal.NOT_ALLOWED;
import static org.chemoloop.label.desk.Refusal.NO_GLYPH;
import static org.chemoloop.label.desk.Refusal.NO_TOKEN;
import static org.chemoloop.label.desk.Refusal.QUEUE_AWAY;
import static org.chemoloop.label.desk.Refusal.UNKNOWN_STOCK;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.sql.SQLException;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.layout.StockTooSmallException;
import org.chemoloop.label.typeface.MissingGlyphException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers with a sentence where a label could not be asked for, looked up or drawn. */
public final class Refusing {
    private static final Logger LOG = Logger.getLogger(Refusing.class);

    private Refusing() {}

    /** The FHIR server is down or overloaded. */
    @Provider
    public static class FhirServerAway implements ExceptionMapper<FhirServerAwayException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(FhirServerAwayException why) {
            LOG.warnf("label=none reason=%s why=\"%s\"", FHIR_SERVER_AWAY.code(), why.getMessage());
            return Answers.refused(FHIR_SERVER_AWAY, headers, null);
        }
    }

    /** The FHIR server doesn't let this person see it. */
    @Provider
    public static class NotAllowed implements ExceptionMapper<NotAllowedException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(NotAllowedException why) {
            return Answers.refused(why.tokenRefused() ? NO_TOKEN : NOT_ALLOWED, headers, null);
        }
    }

    /** A name has a character that the typeface lacks. */
    @Provider
    public static class MissingGlyph implements ExceptionMapper<MissingGlyphException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(MissingGlyphException why) {
            LOG.errorf("label=none reason=%s why=\"%s\"", NO_GLYPH.code(), why.getMessage());
            return Answers.refused(NO_GLYPH, headers, why.character());
        }
    }

    /** The stock has no room for this label. */
    @Provider
    public static class StockTooSmall implements ExceptionMapper<StockTooSmallException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(StockTooSmallException why) {
            return Answers.refused(UNKNOWN_STOCK, headers, why.stock());
        }
    }

    /** The database of the print jobs is not there. */
    @Provider
    public static class QueueAway implements ExceptionMapper<SQLException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(SQLException why) {
            LOG.warnf("print=none reason=%s why=\"%s\"", QUEUE_AWAY.code(), why.getMessage());
            return Answers.refused(QUEUE_AWAY, headers, null);
        }
    }

    /** The role of this person doesn't print. */
    @Provider
    @Priority(Priorities.AUTHORIZATION)
    public static class NotThisRole implements ExceptionMapper<ForbiddenException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(ForbiddenException why) {
            return Answers.refused(NOT_ALLOWED, headers, null);
        }
    }

    /** No token at all. */
    @Provider
    @Priority(Priorities.AUTHENTICATION)
    public static class NoToken implements ExceptionMapper<UnauthorizedException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(UnauthorizedException why) {
            return Answers.refused(NO_TOKEN, headers, null);
        }
    }

    /** A token that can't be trusted, or whose keys can't be fetched because the FHIR server is down. */
    @Provider
    @Priority(Priorities.AUTHENTICATION)
    public static class BadToken implements ExceptionMapper<AuthenticationFailedException> {
        @Context
        @SuppressWarnings("NullAway.Init")
        HttpHeaders headers;

        @Override
        public Response toResponse(AuthenticationFailedException why) {
            if (causedByNetwork(why)) {
                LOG.warnf("label=none reason=%s why=\"no keys to check the token\"", FHIR_SERVER_AWAY.code());
                return Answers.refused(FHIR_SERVER_AWAY, headers, null);
            }
            return Answers.refused(NO_TOKEN, headers, null);
        }
    }

    private static boolean causedByNetwork(@Nullable Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}

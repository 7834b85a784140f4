package org.chemoloop.label.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.chemoloop.label.desk.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Writes a refusal in the language of the reader. */
final class Answers {
    private Answers() {}

    static Response refused(Refusal refusal, HttpHeaders headers, @Nullable String about) {
        Response.ResponseBuilder answer = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .entity(new Refused(refusal.code(), refusal.sentence(english(headers), about)));
        if (refusal == Refusal.NO_TOKEN) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal == Refusal.FHIR_SERVER_AWAY) {
            answer.header(HttpHeaders.RETRY_AFTER, 5);
        }
        return answer.build();
    }

    static boolean english(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .findFirst()
                .map(Locale::getLanguage)
                .filter("en"::equals)
                .isPresent();
    }

    /** The body of a refusal. */
    @Schema(example = "{\"reason\":\"unknown-bag\",\"sentence\":\"没有编号为 800000000044 的输液袋。\"}")
    record Refused(String reason, String sentence) {}
}

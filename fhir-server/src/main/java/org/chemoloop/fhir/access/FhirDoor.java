package org.chemoloop.fhir.access;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * What a caller without a (valid) token hears: 401 with the challenge of OAuth 2 and, as FHIR asks, an
 * OperationOutcome.
 */
@Component
class FhirDoor implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
    private final AccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();
    private final FhirContext fhir;

    FhirDoor(FhirContext fhir) {
        this.fhir = fhir;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, jakarta.servlet.ServletException {
        challenge.commence(request, response, failure);
        answer(response, HttpStatus.UNAUTHORIZED, IssueType.LOGIN, "请先登录", "A valid bearer token is needed");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException, jakarta.servlet.ServletException {
        denial.handle(request, response, failure);
        answer(response, HttpStatus.FORBIDDEN, IssueType.FORBIDDEN, "没有权限", "Your roles don't allow this");
    }

    private void answer(HttpServletResponse response, HttpStatus status, IssueType type, String zh, String en)
            throws IOException {
        var outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type)
                .setDiagnostics(en)
                .getDetails()
                .setText(zh);
        response.setStatus(status.value());
        response.setContentType("application/fhir+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        fhir.newJsonParser().encodeResourceToWriter(outcome, response.getWriter());
    }
}

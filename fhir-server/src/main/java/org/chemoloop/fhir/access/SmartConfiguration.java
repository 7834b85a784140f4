package org.chemoloop.fhir.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Tells SMART apps where to get a token; only what is there is named, and people cannot log in by a form yet.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/conformance.html">SMART App Launch, conformance</a>
 */
@Configuration(proxyBeanMethods = false)
class SmartConfiguration {

    @Bean
    ServletRegistrationBean<HttpServlet> smartConfigurationServlet(ObjectMapper json) {
        // An exact path goes before HAPI's /fhir/*.
        return new ServletRegistrationBean<>(new Servlet(json), "/fhir/.well-known/smart-configuration");
    }

    private static final class Servlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient ObjectMapper json;

        Servlet(ObjectMapper json) {
            this.json = json;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String base = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
            response.setContentType("application/json;charset=UTF-8");
            json.writeValue(
                    response.getOutputStream(),
                    Map.of(
                            "issuer", base,
                            "jwks_uri", base + "/oauth2/jwks",
                            "token_endpoint", base + "/oauth2/token",
                            "grant_types_supported", List.of("client_credentials"),
                            "token_endpoint_auth_methods_supported",
                                    List.of("client_secret_basic", "client_secret_post"),
                            "scopes_supported", List.of("system/*.rs", "system/*.cruds", "user/*.cruds"),
                            "capabilities",
                                    List.of("client-confidential-symmetric", "permission-user", "permission-v2")));
        }
    }
}

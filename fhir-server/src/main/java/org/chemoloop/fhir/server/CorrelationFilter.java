package org.chemoloop.fhir.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its {@link Correlation}, and writes down each one that may change something. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CorrelationFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(CorrelationFilter.class);

    private static final Pattern OPERATION = Pattern.compile("\\$[a-z-]{1,40}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(Correlation.HEADER, Correlation.begin(request.getHeader(Correlation.HEADER)));
        try {
            chain.doFilter(request, response);
        } finally {
            if (!request.getMethod().equals("GET") && request.getRequestURI().startsWith("/fhir")) {
                log.info(
                        "request={} address={} status={}",
                        request.getMethod(),
                        address(request.getRequestURI()),
                        response.getStatus());
            }
            Correlation.end();
        }
    }

    /** Type and operation; neither ids nor what was searched for, which may name a patient. */
    private static String address(String path) {
        return Stream.of(path.split("/"))
                .filter(part -> ResourceTypes.KEPT.contains(part)
                        || OPERATION.matcher(part).matches())
                .collect(Collectors.joining("/", "/", ""));
    }
}

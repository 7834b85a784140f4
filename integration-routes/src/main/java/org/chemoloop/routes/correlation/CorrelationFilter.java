package org.chemoloop.routes.correlation;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request to the engineers' API its {@link Correlation}, and tells it whoever asked. */
public final class CorrelationFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = Correlation.taken(request.getHeader(Correlation.HEADER));
        response.setHeader(Correlation.HEADER, name);
        Correlation.begin(name);
        try {
            chain.doFilter(request, response);
        } finally {
            Correlation.end();
        }
    }
}

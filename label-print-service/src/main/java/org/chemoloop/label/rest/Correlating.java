package org.chemoloop.label.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.chemoloop.label.correlation.Correlation;

/** Gives every request its {@link Correlation}, and tells it whoever asked. */
@Provider
@PreMatching
@Priority(0)
public class Correlating implements ContainerRequestFilter, ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        Correlation.begin(request.getHeaderString(Correlation.HEADER));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Correlation.current().ifPresent(name -> response.getHeaders().putSingle(Correlation.HEADER, name));
        Correlation.end();
    }
}

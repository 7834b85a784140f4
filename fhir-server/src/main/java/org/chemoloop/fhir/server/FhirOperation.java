package org.chemoloop.fhir.server;

/** A Spring bean with HAPI {@code @Operation} methods; the server registers every one it finds. */
public interface FhirOperation {}

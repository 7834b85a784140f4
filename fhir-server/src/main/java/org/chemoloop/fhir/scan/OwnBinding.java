package org.chemoloop.fhir.scan;

/** A provider whose ways to write take the place of HAPI's own. */
public interface OwnBinding {}

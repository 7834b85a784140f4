package org.chemoloop.simulators.his;

/** One prescription line that becomes one bag. */
public record Order(Patient patient, String placerNumber, String prescription, Recipe recipe) {}

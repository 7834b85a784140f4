package org.chemoloop.label.rest;

/** The roles of the token, as the FHIR server names them. */
final class Roles {
    static final String NURSE = "chemo-nurse";
    static final String PIVAS = "pivas-pharmacist";
    static final String PHARMACIST = "pharmacist";
    static final String MANAGER = "manager";
    static final String ENGINEER = "engineer";
    static final String ADMIN = "admin";

    private Roles() {}
}

package org.chemoloop.fhir.loop;

/** Why a person goes on although a soft rule warned. */
public record GivenReason(LoopIssue rule, String reason) {}

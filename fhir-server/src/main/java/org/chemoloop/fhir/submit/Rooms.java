package org.chemoloop.fhir.submit;

import org.chemoloop.fhir.order.Orders;
import org.chemoloop.fhir.scan.BagMoves;
import org.chemoloop.fhir.visit.Appointments;
import org.chemoloop.fhir.visit.Encounters;
import org.chemoloop.fhir.visit.PatientMerge;
import org.chemoloop.fhir.visit.Patients;
import org.springframework.stereotype.Component;

/** The rooms that a message goes through, one after the other. */
@Component
record Rooms(
        Patients patients,
        PatientMerge merge,
        Encounters encounters,
        Appointments appointments,
        Orders orders,
        BagMoves bagMoves) {}

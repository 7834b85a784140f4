package org.chemoloop.fhir.visit;

import org.chemoloop.fhir.order.DerivedId;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** The session that an appointment is for: R4 lets an Appointment be based on a ServiceRequest only. */
final class Session {

    private Session() {}

    static String idOf(Identifier appointment) {
        return DerivedId.of('s', appointment);
    }

    static ServiceRequest of(Appointment appointment, Identifier identity) {
        ServiceRequest session = new ServiceRequest();
        session.addIdentifier(identity.copy());
        session.setStatus(status(appointment.getStatus())).setIntent(ServiceRequestIntent.ORDER);
        session.getCode().setText("日间化疗");
        appointment.getParticipant().stream()
                .map(participant -> participant.getActor())
                .filter(actor -> "Patient".equals(actor.getReferenceElement().getResourceType()))
                .findFirst()
                .ifPresent(patient -> session.setSubject(new Reference(patient.getReference())));
        if (appointment.hasStart()) {
            session.setOccurrence(new Period().setStart(appointment.getStart()).setEnd(appointment.getEnd()));
        }
        return session;
    }

    private static ServiceRequestStatus status(AppointmentStatus appointment) {
        return switch (appointment) {
            case CANCELLED, NOSHOW -> ServiceRequestStatus.REVOKED;
            case ENTEREDINERROR -> ServiceRequestStatus.ENTEREDINERROR;
            case FULFILLED -> ServiceRequestStatus.COMPLETED;
            case PROPOSED, PENDING, WAITLIST -> ServiceRequestStatus.DRAFT;
            case BOOKED, ARRIVED, CHECKEDIN -> ServiceRequestStatus.ACTIVE;
            case NULL -> ServiceRequestStatus.UNKNOWN;
        };
    }
}

package org.chemoloop.fhir.submit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chemoloop.fhir.order.OrderedBags;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.chemoloop.fhir.visit.PatientKeys;
import org.chemoloop.fhir.visit.Patients;
import org.chemoloop.fhir.visit.seat.BookingReview;
import org.chemoloop.fhir.visit.seat.SeatBookings;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/** Knows whom and which bags a message concerns: their locks are taken before anything is read. */
@Component
class Concerned {

    private final StoredIdentifiers identifiers;
    private final OrderedBags bags;
    private final PatientKeys keys;
    private final SeatBookings seats;
    private final BookingReview bookings;

    Concerned(
            StoredIdentifiers identifiers,
            OrderedBags bags,
            PatientKeys keys,
            SeatBookings seats,
            BookingReview bookings) {
        this.identifiers = identifiers;
        this.bags = bags;
        this.keys = keys;
        this.seats = seats;
        this.bookings = bookings;
    }

    /** The same keys that a scan takes: {@code bag|CODE}, {@code patient|ID}. */
    Set<String> by(Bundle bundle) {
        Set<String> concerned = new TreeSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof Patient patient) {
                List<Identifier> numbers = Patients.ordered(patient);
                if (!numbers.isEmpty()) {
                    concerned.add("patient|" + Patients.idOf(patient));
                }
                for (Identifier number : numbers) {
                    // A new patient is known by no id yet, and may come by another of the numbers next door.
                    concerned.add(PatientKeys.lock(number));
                    keys.byNumber(number).forEach(id -> concerned.add("patient|" + id));
                    identifiers.find("Patient", number).forEach(id -> concerned.add("patient|" + id));
                }
            } else if (entry.getResource() instanceof Appointment appointment) {
                seats.lock(appointment).ifPresent(concerned::add);
                bookings.lock(appointment).ifPresent(concerned::add);
            } else if (entry.getResource() instanceof MedicationRequest line) {
                bags.concernedBy(line).forEach(code -> concerned.add("bag|" + code));
                if ("Patient".equals(line.getSubject().getReferenceElement().getResourceType())) {
                    concerned.add(
                            "patient|" + line.getSubject().getReferenceElement().getIdPart());
                }
            } else if (entry.getResource() instanceof MedicationDispense step) {
                bag(step.getIdentifier()).ifPresent(concerned::add);
            } else if (entry.getResource() instanceof MedicationAdministration step) {
                bag(step.getIdentifier()).ifPresent(concerned::add);
            }
        }
        return concerned;
    }

    private static Optional<String> bag(List<Identifier> identifiers) {
        return Terms.identifier(identifiers, Terms.BAG).map(code -> "bag|" + code.getValue());
    }
}

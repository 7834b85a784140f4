package org.chemoloop.fhir.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.WriteRule;
import org.chemoloop.fhir.server.Locks;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/**
 * A direct write never leaves two records with one number. It waits for whoever writes this number at the same moment,
 * by a message or by another request, and looks again only then: what its own condition found before may be old. 409
 * tells the sender to ask again, or that this number is taken.
 */
@Component
class OneRecordPerNumber implements WriteRule {

    private final Locks locks;
    private final StoredIdentifiers identifiers;
    private final PatientKeys keys;
    private final DaoRegistry daos;

    OneRecordPerNumber(Locks locks, StoredIdentifiers identifiers, PatientKeys keys, DaoRegistry daos) {
        this.locks = locks;
        this.identifiers = identifiers;
        this.keys = keys;
        this.daos = daos;
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Patient patient) {
            claim(numbers(patient), "");
        }
    }

    @Override
    public void stored(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Patient patient) {
            keys.keep(patient);
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (before instanceof Patient stored && after instanceof Patient said) {
            List<Identifier> known = stored.getIdentifier();
            claim(
                    numbers(said).stream()
                            .filter(number -> known.stream().noneMatch(own -> Patients.same(own, number)))
                            .toList(),
                    stored.getIdElement().getIdPart());
            keys.keep(said);
        }
    }

    /** Without the wristband, which no direct write gives to anybody. */
    private static List<Identifier> numbers(Patient patient) {
        return Patients.ordered(patient).stream()
                .filter(number -> !Terms.WRISTBAND.equals(number.getSystem()))
                .toList();
    }

    /** @param own the id of the record that is written; empty for a new one */
    private void claim(List<Identifier> numbers, String own) {
        locks.take(numbers.stream().map(PatientKeys::lock).toList());
        for (Identifier number : numbers) {
            Stream.concat(identifiers.find("Patient", number).stream(), keys.byNumber(number).stream())
                    .filter(id -> !Objects.equals(id, own))
                    .filter(this::isInUse)
                    .findFirst()
                    .ifPresent(id -> {
                        throw new ResourceVersionConflictException(
                                "Patient/%s has this number (%s)".formatted(id, number.getSystem()));
                    });
        }
    }

    private boolean isInUse(String id) {
        return Patients.isInUse(daos.getResourceDao(Patient.class).read(new IdType("Patient", id), OwnWrite.request()));
    }
}

package org.chemoloop.fhir.scan;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Knows the Practitioner behind a user name and the user name behind a reference. */
@Component
public class People {

    private final Store store;
    private final Map<String, Practitioner> known = new ConcurrentHashMap<>();

    People(Store store) {
        this.store = store;
    }

    /** The reference as devices may send it (identifier only) with the literal one and the name beside it. */
    public Reference reference(String user) {
        Reference reference = new Reference();
        reference.setIdentifier(new Identifier().setSystem(Systems.USER).setValue(user));
        practitioner(user).ifPresent(practitioner -> {
            reference.setReference("Practitioner/" + practitioner.getIdElement().getIdPart());
            reference.setDisplay(practitioner.getNameFirstRep().getText());
        });
        return reference;
    }

    /**
     * The name under which a person is told apart from others: a user's own, or that of the system that knows the
     * person, so that a pharmacist of the PIVAS is never taken for a user of the same name.
     */
    static String nameOf(Reference person) {
        String system = person.getIdentifier().getSystem();
        String value = String.valueOf(person.getIdentifier().getValue());
        return system == null || Systems.USER.equals(system)
                ? value
                : value + "@" + system.substring(system.lastIndexOf('/') + 1);
    }

    /** Users come and go seldom: once found, a Practitioner is asked for no more. */
    Optional<Practitioner> practitioner(String user) {
        Practitioner cached = known.get(user);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Practitioner> found = store.find(Practitioner.class, Systems.USER, user);
        found.ifPresent(practitioner -> known.put(user, practitioner));
        return found;
    }

    /** Empty when the reference names no user of this installation. */
    public Optional<String> user(Reference reference) {
        if (Systems.USER.equals(reference.getIdentifier().getSystem())) {
            return Optional.ofNullable(reference.getIdentifier().getValue());
        }
        if (!"Practitioner".equals(reference.getReferenceElement().getResourceType())) {
            return Optional.empty();
        }
        return store.find(Practitioner.class, reference.getReferenceElement().getIdPart()).stream()
                .flatMap(practitioner -> practitioner.getIdentifier().stream())
                .filter(identifier -> Systems.USER.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst();
    }
}

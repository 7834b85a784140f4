package org.chemoloop.fhir.outbox;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.UUID;
import org.chemoloop.fhir.server.Correlation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes what has to be announced, in the transaction that makes it true: committed together or not at all. The
 * {@link OutboxRelay} carries it on.
 */
@Component
public class Outbox {

    private static final String BASE = "https://chemoloop.org/fhir/";
    /** The message or the request that this came of. */
    private static final String CORRELATION = BASE + "StructureDefinition/correlation";

    private final OutboxTable table;
    private final OutboxRelay relay;
    private final FhirContext fhir;
    private final Clock clock;

    Outbox(OutboxTable table, OutboxRelay relay, FhirContext fhir, Clock clock) {
        this.table = table;
        this.relay = relay;
        this.fhir = fhir;
        this.clock = clock;
    }

    /**
     * Announces an event of a bag with everything a receiver needs to tell it on: nobody has to ask back.
     *
     * @param bag as it is after the event, with id, subject and its contained Medication
     * @param snapshot lines, Patient, Encounter, Task, and where they exist dispense, administration and Practitioners
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(LoopEvent event, MedicationRequest bag, Collection<? extends Resource> snapshot) {
        announce(event, bag, bag.getSubject(), snapshot);
    }

    /**
     * Announces an event of anything, for instance of an appointment.
     *
     * @param focus as it is after the event, with id
     * @param subject literal reference of the patient: what is said of one patient keeps its order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void announce(
            LoopEvent event, DomainResource focus, Reference subject, Collection<? extends Resource> snapshot) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        String patient = subject.getReferenceElement().getIdPart();
        Bundle message = message(id, event, now, focus, snapshot);
        table.add(id, event, patient, fhir.newJsonParser().encodeResourceToString(message), now);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }

    private static Bundle message(
            UUID id, LoopEvent event, Instant now, DomainResource focus, Collection<? extends Resource> snapshot) {
        MessageHeader header = new MessageHeader();
        header.setId(id.toString());
        header.setEvent(new Coding(BASE + "CodeSystem/loop-event", event.code(), null));
        header.getSource().setName("ChemoLoop").setEndpoint(BASE);
        header.addFocus(new Reference(literal(focus)));
        Correlation.current().ifPresent(name -> header.addExtension(CORRELATION, new StringType(name)));

        Bundle message = new Bundle();
        message.setType(BundleType.MESSAGE);
        message.getIdentifier().setSystem(BASE + "sid/event").setValue(id.toString());
        message.setTimestamp(Date.from(now));
        message.addEntry().setFullUrl("urn:uuid:" + id).setResource(header);
        message.addEntry().setFullUrl(BASE + literal(focus)).setResource(focus);
        for (Resource resource : snapshot) {
            message.addEntry().setFullUrl(BASE + literal(resource)).setResource(resource);
        }
        return message;
    }

    private static String literal(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}

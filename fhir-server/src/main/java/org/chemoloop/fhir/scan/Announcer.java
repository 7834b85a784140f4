package org.chemoloop.fhir.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.outbox.LoopEvent;
import org.chemoloop.fhir.outbox.Outbox;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Says which steps the HIS and the PIVAS want to hear of, and hands the outbox all they need to know. */
@Component
class Announcer {

    private static final Map<Move, LoopEvent> EVENTS = Map.ofEntries(
            Map.entry(Move.RELEASE, LoopEvent.BAG_RELEASED),
            Map.entry(Move.DISPATCH, LoopEvent.BAG_DISPATCHED),
            Map.entry(Move.START, LoopEvent.INFUSION_STARTED),
            Map.entry(Move.PAUSE, LoopEvent.INFUSION_PAUSED),
            Map.entry(Move.RESUME, LoopEvent.INFUSION_RESUMED),
            Map.entry(Move.COMPLETE, LoopEvent.INFUSION_COMPLETED),
            Map.entry(Move.STOP, LoopEvent.INFUSION_STOPPED),
            Map.entry(Move.NOT_GIVE, LoopEvent.INFUSION_NOT_GIVEN),
            Map.entry(Move.CANCEL, LoopEvent.BAG_CANCELLED),
            Map.entry(Move.TAKE_BACK_START, LoopEvent.START_TAKEN_BACK),
            Map.entry(Move.TAKE_BACK_END, LoopEvent.END_TAKEN_BACK));

    private final Outbox outbox;
    private final Store store;
    private final People people;

    Announcer(Outbox outbox, Store store, People people) {
        this.outbox = outbox;
        this.store = store;
        this.people = people;
    }

    void announce(Writing writing, MedicationRequest bag, Task task, DomainResource stored) {
        LoopEvent event = EVENTS.get(writing.move());
        if (event == null) {
            return;
        }
        List<Resource> snapshot = new ArrayList<>(writing.record().lines());
        snapshot.addAll(patientAndVisit(bag));
        snapshot.add(task);
        if (stored != task) {
            snapshot.add(stored);
        }
        snapshot.addAll(persons(writing, stored).values());
        outbox.announce(event, bag, snapshot);
    }

    private Collection<Resource> patientAndVisit(MedicationRequest bag) {
        List<String> literals = Stream.of(bag.getSubject(), bag.getEncounter())
                .filter(Reference::hasReference)
                .map(Reference::getReference)
                .toList();
        Map<String, Resource> found = new TreeMap<>(store.find(literals)).descendingMap(); // the patient first
        if (found.size() < literals.size()) {
            throw new IllegalStateException("patient or visit missing of bag=" + bag.getId());
        }
        return found.values();
    }

    /** Also who took an earlier step of the infusion: its end is told with the witness of its start. */
    private Map<String, Practitioner> persons(Writing writing, DomainResource stored) {
        Map<String, Practitioner> persons = new LinkedHashMap<>();
        List<Reference> named = new ArrayList<>();
        named.add(writing.first());
        named.addAll(writing.seconds());
        if (stored instanceof MedicationAdministration infusion) {
            infusion.getPerformer().forEach(performer -> named.add(performer.getActor()));
        }
        for (Reference person : named) {
            if (Systems.USER.equals(person.getIdentifier().getSystem())) {
                people.practitioner(person.getIdentifier().getValue())
                        .ifPresent(found -> persons.put(found.getIdElement().getIdPart(), found));
            }
        }
        return persons;
    }
}

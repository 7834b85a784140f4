package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Bag;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.loop.guard.preparation.NotUsedBeyondStability;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers all that the loop has to know of an attempt: of the bag, the scan, the persons and the patient. */
@Component
class Attempts {

    private final BagContents contents;
    private final IntentToSaid said;
    private final Surroundings surroundings;
    private final Confirmations confirmations;
    private final People people;
    private final Rates rates;
    private final Store store;

    Attempts(
            BagContents contents,
            IntentToSaid said,
            Surroundings surroundings,
            Confirmations confirmations,
            People people,
            Rates rates,
            Store store) {
        this.contents = contents;
        this.said = said;
        this.surroundings = surroundings;
        this.confirmations = confirmations;
        this.people = people;
        this.rates = rates;
        this.store = store;
    }

    /** Somebody scans; a PIVAS that speaks FHIR tells of what it has done, as by message. */
    Attempt scan(Move move, BagRecord record, Intent intent, Person person, Wristband wristband, Instant now) {
        List<Second> seconds = intent.secondPersons().stream()
                .map(second -> people.user(second).orElse("?"))
                .distinct()
                .map(name -> confirmations.second(record.code(), record.patient(), name, move, record.lastStep(), now))
                .toList();
        return attempt(move, record, intent, person, wristband, seconds, person.is(Role.PIVAS), now);
    }

    /** A message tells of a step. */
    Attempt told(Move move, BagRecord record, Intent intent, Person person, Instant now) {
        return attempt(move, record, intent, person, new Wristband.NotScanned(), List.of(), true, now);
    }

    private Attempt attempt(
            Move move,
            BagRecord record,
            Intent intent,
            Person person,
            Wristband wristband,
            List<Second> seconds,
            boolean byMessage,
            Instant now) {
        Bag bag = record.known(
                contents.of(record.medication()),
                move == Move.REVIEW ? prescribers(record) : Set.of(),
                record.state() == BagState.VOID ? successors(record) : List.of(),
                rates);
        return new Attempt(
                move,
                bag,
                person,
                wristband,
                seconds,
                said.said(intent, move, byMessage, record.patient()),
                surroundings.of(move, record, now),
                now);
    }

    private Set<String> prescribers(BagRecord record) {
        return record.lines().stream()
                .flatMap(line -> people.user(line.getRequester()).stream())
                .collect(Collectors.toSet());
    }

    /** The bags that were made instead of a void one. */
    private List<BagCode> successors(BagRecord record) {
        String old = Systems.idOf(record.code());
        return store
                .search(
                        MedicationRequest.class,
                        Store.parameters()
                                .add("subject", new ReferenceParam("Patient/" + record.patient()))
                                .add("intent", new TokenParam("instance-order")))
                .stream()
                .filter(bag -> replaced(bag).anyMatch(old::equals))
                .map(bag -> bag.getIdElement().getIdPart())
                .flatMap(id -> BagCode.parse(id.substring(id.indexOf('-') + 1)).stream())
                .toList();
    }

    private static Stream<String> replaced(MedicationRequest bag) {
        Stream<Reference> also = bag.getExtensionsByUrl(Systems.ALSO_REPLACES).stream()
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast);
        return Stream.concat(Stream.of(bag.getPriorPrescription()), also)
                .map(reference -> reference.getReferenceElement().getIdPart())
                .filter(Objects::nonNull);
    }

    /** When a bag that is started now will be empty; null where nobody says how fast it runs or how much it holds. */
    static @Nullable Date expectedEnd(Attempt attempt, Date start) {
        Double rate = attempt.said().infusing().rate();
        Double used = rate == null ? attempt.bag().rate() : rate;
        return attempt.move() != Move.START || used == null
                ? null
                : attempt.bag().runsFor(used).map(runs -> later(start, runs)).orElse(null);
    }

    /** Until when a bag that was prepared now may be used by the catalogue; null for any other step. */
    static @Nullable Date stableUntil(Attempt attempt) {
        return attempt.move() == Move.PREPARE || attempt.move() == Move.COMPOUND
                ? NotUsedBeyondStability.stableUntil(attempt).map(Date::from).orElse(null)
                : null;
    }

    private static Date later(Date start, Duration runs) {
        return Date.from(start.toInstant().plus(runs));
    }
}

package org.chemoloop.fhir.scan;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.access.PersonTable;
import org.chemoloop.fhir.access.Role;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves of a bag that messages tell of: the steps of the PIVAS, a cancellation. Joins the caller's transaction, which
 * holds the locks of bag and patient; what is refused is kept there too.
 */
@Component
public class BagMoves {

    private final BagLoop loop;
    private final BagRecords records;
    private final Store store;
    private final StepWriter writer;
    private final Attempts attempts;
    private final People people;
    private final PersonTable persons;
    private final Trail trail;
    private final Merge merge;
    private final Clock clock;

    BagMoves(
            BagLoop loop,
            BagRecords records,
            Store store,
            StepWriter writer,
            Attempts attempts,
            People people,
            PersonTable persons,
            Trail trail,
            Merge merge,
            Clock clock) {
        this.loop = loop;
        this.records = records;
        this.store = store;
        this.writer = writer;
        this.attempts = attempts;
        this.people = people;
        this.persons = persons;
        this.trail = trail;
        this.merge = merge;
        this.clock = clock;
    }

    /**
     * A step of preparation or delivery, as RDS^O13 tells it: extension {@code loop-step}, performers, lots and
     * beyond-use time in the contained Medication.
     *
     * @param sender who tells it, a person or client with its roles
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision report(@Nullable String bag, MedicationDispense told, Person sender, Source source) {
        return decide(bag, new DispenseIntent(told), null, sender, source);
    }

    /**
     * A step of an infusion, as RAS^O17 tells it for a system at the bedside: judged like a scan, by the person whom it
     * names as having taken the step, and by the patient whom it has identified.
     *
     * @param patient the id of the Patient whom the message names
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision administer(
            @Nullable String bag, String patient, MedicationAdministration told, Person sender, Source source) {
        return decide(bag, new AdministrationIntent(told), null, new Wristband.Of(patient), sender, source);
    }

    /** The order is withdrawn: possible until the bag runs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision cancel(BagCode bag, Person sender, Source source) {
        return decide(bag.value(), new TaskIntent(new Task()), Move.CANCEL, sender, source);
    }

    /** The label no longer says what the bag holds. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision voidLabel(BagCode bag, Person sender, Source source) {
        return decide(bag.value(), new TaskIntent(new Task()), Move.VOID_LABEL, sender, source);
    }

    /**
     * Something happened to the patient while the bag ran. It is paused at once; where it is known how much ran in, it
     * is stopped.
     *
     * @param why code of {@code cs/not-given-reason}
     * @param given how much ran in, null where nobody has said yet
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision halt(BagCode bag, CodeableConcept why, @Nullable Quantity given, Person sender, Source source) {
        MedicationAdministration said = new MedicationAdministration();
        said.addStatusReason(why.copy());
        said.setStatus(given == null ? MedicationAdministrationStatus.ONHOLD : MedicationAdministrationStatus.STOPPED);
        if (given != null) {
            said.getDosage().setDose(given.copy());
        }
        return decide(bag.value(), new AdministrationIntent(said), null, sender, source);
    }

    private Decision decide(@Nullable String text, Intent intent, @Nullable Move given, Person sender, Source source) {
        return decide(text, intent, given, null, sender, source);
    }

    /** @param identified whom a system at the bedside has identified; null where a message tells of the pharmacy */
    private Decision decide(
            @Nullable String text,
            Intent intent,
            @Nullable Move given,
            @Nullable Wristband identified,
            Person sender,
            Source source) {
        Optional<BagCode> code = BagCode.parse(text);
        if (code.isEmpty()) {
            return Decision.no(ScanDesk.unreadable());
        }
        Optional<BagRecord> found = records.find(code.get());
        if (found.isEmpty()) {
            return Decision.no(ScanDesk.unknown());
        }
        BagRecord record = found.get();
        Optional<Move> move = given != null ? Optional.of(given) : intent.move(record.state(), sender);
        if (move.isEmpty()) {
            return Decision.no(Refusal.of(LoopIssue.WRONG_STATE));
        }
        Instant now = clock.instant();
        Attempt attempt = identified == null
                ? attempts.told(move.get(), record, intent, teller(intent, sender), now)
                : attempts.scan(move.get(), record, intent, nurse(intent), identified, now);
        Decision decision = loop.decide(attempt);
        Writing writing = writing(decision, record, intent, identified == null ? sender : attempt.person(), attempt);
        return decision.fold(
                moved -> written(decision, intent, writing, Remarks.of(moved), source),
                late -> written(decision, intent, writing, Remarks.of(late), source),
                repeated -> decision,
                warned -> refused(decision, warned.why(), writing),
                refused -> refused(decision, refused.why(), writing));
    }

    private static Person teller(Intent intent, Person sender) {
        return intent.outsider()
                .map(outsider -> new Person(People.nameOf(outsider), sender.roles()))
                .orElse(sender);
    }

    /** The one person who took the step, with what that person may do here; nobody may do nothing. */
    private Person nurse(Intent intent) {
        List<String> named = intent.firstPersons().stream()
                .flatMap(person -> people.user(person).stream())
                .distinct()
                .toList();
        return named.size() != 1
                ? new Person("?", Set.of())
                : persons.find(named.get(0))
                        .map(known -> new Person(known.name(), codes(known)))
                        .orElseGet(() -> new Person(named.get(0), Set.of()));
    }

    private static Set<String> codes(CurrentPerson person) {
        return person.roles().stream().map(Role::code).collect(Collectors.toSet());
    }

    private Writing writing(Decision decision, BagRecord record, Intent intent, Person first, Attempt attempt) {
        DomainResource stored =
                store.find(intent.type(), Systems.idOf(record.code())).orElse(null);
        Date occurred = intent.occurred(attempt.move()).orElse(Date.from(attempt.now()));
        return new Writing(
                attempt.move(),
                loop.target(attempt.move(), attempt.bag()),
                decision instanceof Decision.ToldLate,
                record,
                stored,
                intent.outsider().orElseGet(() -> who(first)),
                attempt.seconds().stream()
                        .map(second -> people.reference(second.name()))
                        .toList(),
                occurred,
                Date.from(attempt.now()),
                Attempts.expectedEnd(attempt, occurred),
                Attempts.stableUntil(attempt),
                false,
                merge);
    }

    /** A person with name and Practitioner, a system by its name alone. */
    private Reference who(Person first) {
        boolean system = Role.ofCode(first.name()).isPresent();
        return system ? system(first) : people.reference(first.name());
    }

    private static Reference system(Person sender) {
        Reference who = new Reference();
        who.getIdentifier().setSystem(Systems.USER).setValue(sender.name());
        return who;
    }

    private Decision written(Decision decision, Intent intent, Writing writing, Remarks remarks, Source source) {
        writer.write(intent, writing, remarks, source);
        return decision;
    }

    private Decision refused(Decision decision, Refusal why, Writing writing) {
        MedicationRequest bag = writing.bag();
        trail.leaveRefusal(
                why,
                writing.move(),
                bag.getSubject().getReferenceElement().getIdPart(),
                writing.record().code(),
                writing.first(),
                writing.recorded());
        return decision;
    }
}

package org.chemoloop.fhir.scan;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
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
    private final Trail trail;
    private final Merge merge;
    private final Clock clock;

    BagMoves(
            BagLoop loop,
            BagRecords records,
            Store store,
            StepWriter writer,
            Attempts attempts,
            Trail trail,
            Merge merge,
            Clock clock) {
        this.loop = loop;
        this.records = records;
        this.store = store;
        this.writer = writer;
        this.attempts = attempts;
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

    private Decision decide(@Nullable String text, Intent intent, @Nullable Move given, Person sender, Source source) {
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
        Person person = intent.outsider()
                .map(outsider -> new Person(People.nameOf(outsider), sender.roles()))
                .orElse(sender);
        Decision decision = loop.decide(attempts.told(move.get(), record, intent, person, now));
        Writing writing = writing(move.get(), decision, record, intent, sender, now);
        return decision.fold(
                moved -> written(decision, intent, writing, Remarks.of(moved), source),
                late -> written(decision, intent, writing, Remarks.of(late), source),
                repeated -> decision,
                warned -> refused(decision, warned.why(), writing),
                refused -> refused(decision, refused.why(), writing));
    }

    private Writing writing(Move move, Decision decision, BagRecord record, Intent intent, Person sender, Instant now) {
        DomainResource stored =
                store.find(intent.type(), Systems.idOf(record.code())).orElse(null);
        Reference who = intent.outsider().orElseGet(() -> system(sender));
        return new Writing(
                move,
                loop.target(move),
                decision instanceof Decision.ToldLate,
                record,
                stored,
                who,
                List.of(),
                intent.occurred(move).orElse(Date.from(now)),
                Date.from(now),
                null,
                false,
                merge);
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

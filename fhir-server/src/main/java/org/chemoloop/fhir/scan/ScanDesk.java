package org.chemoloop.fhir.scan;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.scan.BagRecords.WithStep;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Where every write of a bag's resources comes to: hears what is wanted, asks the loop, and does it or says no. */
@Component
public class ScanDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ScanDesk.class);
    private static final int TRIES = 4;

    private final BagLoop loop;
    private final BagRecords records;
    private final People people;
    private final Wristbands wristbands;
    private final Attempts attempts;
    private final StepWriter writer;
    private final Refusals refusals;
    private final Merge merge;
    private final Locks locks;
    private final IHapiTransactionService transactions;
    private final Clock clock;

    ScanDesk(
            BagLoop loop,
            BagRecords records,
            People people,
            Wristbands wristbands,
            Attempts attempts,
            StepWriter writer,
            Refusals refusals,
            Merge merge,
            Locks locks,
            IHapiTransactionService transactions,
            Clock clock) {
        this.loop = loop;
        this.records = records;
        this.people = people;
        this.wristbands = wristbands;
        this.attempts = attempts;
        this.writer = writer;
        this.refusals = refusals;
        this.merge = merge;
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a scan: the stored resource, or why not. */
    private record Outcome(
            @Nullable DomainResource stored,
            boolean created,
            List<Refusal> refusals,
            @Nullable Move move) {

        static Outcome of(DomainResource stored, boolean created) {
            return new Outcome(stored, created, List.of(), null);
        }

        static Outcome no(Refusal refusal, @Nullable Move move) {
            return new Outcome(null, false, List.of(refusal), move);
        }

        static Outcome no(Decision.Warned warned, Move move) {
            List<Refusal> all = new ArrayList<>(warned.also());
            all.add(0, warned.why());
            return new Outcome(null, false, all, move);
        }
    }

    /** @param named the bag code that the address names, if it names one */
    MethodOutcome scan(DomainResource body, @Nullable String named, RequestDetails request) {
        Asking asking = Asking.of(request);
        Intent intent = Intent.of(body);
        String text = named != null ? named : intent.bag();
        Optional<BagCode> code = BagCode.parse(text)
                .filter(parsed -> intent.bag() == null || parsed.value().equals(intent.bag()));
        Wristband wristband = wristbands.read(intent.subject());
        if (code.isEmpty()) {
            throw refused(asking, intent, wristband, text, null, null, List.of(unreadable()));
        }
        Optional<MedicationRequest> bag = records.order(code.get());
        if (bag.isEmpty()) {
            throw refused(asking, intent, wristband, text, null, null, List.of(unknown()));
        }
        String patient = bag.get().getSubject().getReferenceElement().getIdPart();
        Source source = Source.ofRequest(request.getRequestId());
        Outcome outcome = again(() -> {
            locks.take(List.of("bag|" + code.get(), "patient|" + patient));
            return attempt(
                    code.get(),
                    records.findAgain(code.get(), bag.get(), intent.type()),
                    intent,
                    wristband,
                    asking,
                    source);
        });
        if (!outcome.refusals().isEmpty()) {
            throw refused(asking, intent, wristband, text, bag.get(), outcome.move(), outcome.refusals());
        }
        MethodOutcome answer = new MethodOutcome(
                outcome.stored() == null ? null : outcome.stored().getIdElement());
        answer.setResource(outcome.stored());
        answer.setCreated(outcome.created());
        return answer;
    }

    private Outcome attempt(
            BagCode code, WithStep found, Intent intent, Wristband wristband, Asking asking, Source source) {
        BagRecord record = found.bag();
        Optional<Move> move = intent.move(record.state(), asking.person());
        if (move.isEmpty()) {
            return Outcome.no(noStep(), null);
        }
        if (!isOwnName(intent, asking)) {
            return Outcome.no(notYourself(), move.get());
        }
        Instant now = clock.instant();
        Person person = person(intent, asking);
        Attempt attempt = attempts.scan(move.get(), record, intent, person, against(record, intent, wristband), now);
        Decision decision = loop.decide(attempt);
        LOG.info("bag={} move={} person={} decision={}", code, move.get(), person.name(), name(decision));
        Optional<? extends DomainResource> stored = found.step();
        Date occurred = intent.occurred(move.get()).orElse(Date.from(now));
        Writing writing = new Writing(
                move.get(),
                loop.target(move.get(), attempt.bag()),
                decision instanceof Decision.ToldLate,
                record,
                stored.orElse(null),
                intent.outsider()
                        .orElseGet(() -> people.reference(asking.person().name())),
                attempt.seconds().stream()
                        .map(second -> people.reference(second.name()))
                        .toList(),
                occurred,
                Date.from(now),
                Attempts.expectedEnd(attempt, occurred),
                Attempts.stableUntil(attempt),
                IntentToSaid.isOffline(intent),
                merge);
        return decision.fold(
                moved -> Outcome.of(writer.write(intent, writing, Remarks.of(moved), source), stored.isEmpty()),
                late -> Outcome.of(writer.write(intent, writing, Remarks.of(late), source), stored.isEmpty()),
                repeated -> stored.<Outcome>map(resource -> Outcome.of(resource, false))
                        .orElseGet(() -> Outcome.no(noStep(), move.get())),
                warned -> Outcome.no(warned, move.get()),
                refused -> Outcome.no(refused.why(), move.get()));
    }

    /** Where only a literal patient is given, it must be the bag's; where none is, the bag's stays. */
    private static Wristband against(BagRecord record, Intent intent, Wristband wristband) {
        Reference subject = intent.subject();
        if (wristband instanceof Wristband.NotScanned && subject.hasReference()) {
            String said = subject.getReferenceElement().getIdPart();
            return said.equals(record.patient()) ? wristband : new Wristband.Of(said);
        }
        return wristband;
    }

    /** A PIVAS that speaks FHIR names its own staff, who are no users here. */
    private static Person person(Intent intent, Asking asking) {
        return intent.outsider()
                .map(outsider ->
                        new Person(People.nameOf(outsider), asking.person().roles()))
                .orElse(asking.person());
    }

    private boolean isOwnName(Intent intent, Asking asking) {
        if (intent.outsider().isPresent() && asking.person().is(Role.PIVAS)) {
            return true;
        }
        return intent.firstPersons().stream()
                .allMatch(person -> people.user(person)
                        .filter(asking.person().name()::equals)
                        .isPresent());
    }

    private static String name(Decision decision) {
        return decision.fold(
                moved -> "MOVED",
                late -> "TOLD_LATE",
                repeated -> "REPEATED",
                warned -> "WARNED " + warned.why().issue().code(),
                refused -> "REFUSED " + refused.why().issue().code());
    }

    private RuntimeException refused(
            Asking asking,
            Intent intent,
            Wristband wristband,
            @Nullable String code,
            @Nullable MedicationRequest bag,
            @Nullable Move move,
            List<Refusal> said) {
        refusals.keep(
                said, move, asking, code, bag, intent.subject().getIdentifier().getValue(), wristband);
        return RefusedScan.answer(said, asking.locale());
    }

    /**
     * Another writer of the patient or the visit may be faster: then the scan is judged again on what is true now.
     * HAPI's own transactions are used, as in others each read that finds nothing would doom the whole.
     */
    private Outcome again(Supplier<Outcome> work) {
        boolean ours = !TransactionSynchronizationManager.isActualTransactionActive();
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.withRequest(OwnWrite.request()).execute(work::get);
            } catch (ResourceVersionConflictException | ConcurrencyFailureException conflict) {
                if (attempt == TRIES || !ours) {
                    throw conflict;
                }
                LOG.info(
                        "scan again={} because={}", attempt, conflict.getClass().getSimpleName());
            }
        }
    }

    static Refusal unreadable() {
        return Refusal.of(LoopIssue.UNREADABLE_CODE, "药袋条码无法识别，请重新扫描", "The bag's code cannot be read: scan it again");
    }

    static Refusal unknown() {
        return Refusal.of(LoopIssue.UNKNOWN_BAG, "系统中没有这袋药，请联系药房", "This bag is not known: ask the pharmacy");
    }

    private static Refusal noStep() {
        return Refusal.of(LoopIssue.WRONG_STATE, "此记录不是可执行的步骤", "This record asks for no step that can be taken so");
    }

    /** Said to whoever signs with another's name. */
    public static Refusal notYourself() {
        return Refusal.of(LoopIssue.NOT_PRIVILEGED, "不能以他人的名义操作", "Nobody may act in another person's name");
    }
}

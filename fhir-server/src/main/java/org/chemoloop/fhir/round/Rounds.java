package org.chemoloop.fhir.round;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.guard.bedside.RightPatient;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.People;
import org.chemoloop.fhir.scan.Rates;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.ScanDesk;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.scan.WriteRule;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.springframework.stereotype.Component;

/**
 * Takes the rounds 巡查 that nurses make at a running infusion: only added, only while it runs. Whoever made a mistake
 * marks the round as entered in error; what it said stays.
 */
@Component
class Rounds implements WriteRule {

    private static final String INFUSION = "MedicationAdministration";

    private final Store store;
    private final People people;
    private final Rates rates;
    private final RoundSchedule schedule;
    private final Clock clock;

    Rounds(Store store, People people, Rates rates, SiteSettings site, Clock clock) {
        this.store = store;
        this.people = people;
        this.rates = rates;
        this.schedule = new RoundSchedule(site);
        this.clock = clock;
    }

    private static Optional<Reference> infusionOf(IBaseResource resource) {
        return resource instanceof Observation observation
                ? observation.getPartOf().stream()
                        .filter(part ->
                                INFUSION.equals(part.getReferenceElement().getResourceType()))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (infusionOf(resource).isPresent()) {
            check((Observation) resource, Asking.of(request));
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (infusionOf(before).isEmpty() && infusionOf(after).isEmpty()) {
            return;
        }
        Asking asking = Asking.of(request);
        if (!isCorrection((Observation) before, (Observation) after, asking)) {
            throw RefusedScan.answer(
                    Refusal.of(LoopIssue.WRONG_STATE, "巡查记录只能追加，不能修改", "Rounds are only added, never changed"),
                    asking.locale());
        }
    }

    /** The one who made the round says that it was a mistake, and changes nothing else. */
    private boolean isCorrection(Observation before, Observation after, Asking asking) {
        Observation marked = before.copy();
        marked.setStatus(ObservationStatus.ENTEREDINERROR);
        marked.setMeta(after.getMeta());
        marked.setNote(after.getNote());
        return marked.equalsDeep(after)
                && before.getPerformer().stream().anyMatch(performer -> isBy(performer, asking));
    }

    private boolean isBy(Reference performer, Asking asking) {
        return people.user(performer).filter(asking.person().name()::equals).isPresent();
    }

    private void check(Observation round, Asking asking) {
        if (!asking.person().is(Role.CHEMO_NURSE, Role.DOCTOR)) {
            throw RefusedScan.answer(
                    Refusal.of(LoopIssue.NOT_PRIVILEGED, "您没有“巡查”的权限", "You are not allowed to record rounds"),
                    asking.locale());
        }
        MedicationAdministration infusion = infusionOf(round)
                .flatMap(part -> store.find(
                        MedicationAdministration.class,
                        part.getReferenceElement().getIdPart()))
                .orElseThrow(() -> RefusedScan.answer(Refusal.of(LoopIssue.UNKNOWN_BAG), asking.locale()));
        if (!isRunning(infusion)) {
            throw RefusedScan.answer(
                    Refusal.of(LoopIssue.WRONG_STATE, "该袋不在用药中，不能记录巡查", "The bag is not running: no round is possible"),
                    asking.locale());
        }
        RightPatient.mismatch(
                        round.getSubject().getReferenceElement().getIdPart(),
                        infusion.getSubject().getReferenceElement().getIdPart())
                .ifPresent(refusal -> {
                    throw RefusedScan.answer(refusal, asking.locale());
                });
        sign(round, asking);
        nameTimes(round);
    }

    /** Whoever makes the round signs it; nobody signs for another. */
    private void sign(Observation round, Asking asking) {
        if (!round.getPerformer().stream().allMatch(performer -> isBy(performer, asking))) {
            throw RefusedScan.answer(ScanDesk.notYourself(), asking.locale());
        }
        round.setPerformer(List.of(people.reference(asking.person().name())));
    }

    /**
     * When the next round is due, and when the bag will be empty, if the nurse says how fast it runs and what is left.
     */
    private void nameTimes(Observation round) {
        Instant now = clock.instant();
        if (!round.hasEffective()) {
            round.setEffective(time(now));
        }
        round.getExtension()
                .removeIf(extension -> Systems.NEXT_ROUND.equals(extension.getUrl())
                        || Systems.EXPECTED_END.equals(extension.getUrl()));
        schedule.due(now, now).ifPresent(due -> round.addExtension(Systems.NEXT_ROUND, time(due)));
        Optional<Double> rate = component(round, "rate").flatMap(rates::millilitresPerHour);
        Optional<Double> left = component(round, "volume-left")
                .filter(Quantity.class::isInstance)
                .map(Quantity.class::cast)
                .filter(Quantity::hasValue)
                .map(quantity -> quantity.getValue().doubleValue());
        if (rate.isPresent() && rate.get() > 0 && left.isPresent()) {
            Duration runs = Duration.ofSeconds(Math.round(left.get() / rate.get() * 3600));
            round.addExtension(Systems.EXPECTED_END, time(now.plus(runs)));
        }
    }

    private static Optional<Type> component(Observation round, String code) {
        return round.getComponent().stream()
                .filter(component -> component.getCode().getCoding().stream()
                        .anyMatch(coding ->
                                Systems.LOOP_OBSERVATION.equals(coding.getSystem()) && code.equals(coding.getCode())))
                .map(Observation.ObservationComponentComponent::getValue)
                .findFirst();
    }

    private static DateTimeType time(Instant at) {
        return new DateTimeType(Date.from(at));
    }

    static boolean isRunning(MedicationAdministration infusion) {
        return infusion.getStatus() == MedicationAdministrationStatus.INPROGRESS
                || infusion.getStatus() == MedicationAdministrationStatus.ONHOLD;
    }
}

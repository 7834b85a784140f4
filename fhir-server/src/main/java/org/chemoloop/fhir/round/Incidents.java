package org.chemoloop.fhir.round;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.guard.bedside.RightPatient;
import org.chemoloop.fhir.loop.known.Circumstances.Incident;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.BagMoves;
import org.chemoloop.fhir.scan.IncidentCodes;
import org.chemoloop.fhir.scan.People;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.ScanDesk;
import org.chemoloop.fhir.scan.Source;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.scan.WriteRule;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AdverseEvent.AdverseEventSuspectEntityComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A reaction 不良反应 or an extravasation 外渗 halts the bag that runs, in the same transaction in which it is told: who has
 * the patient to look after needs no second scan. What was told is never unsaid, as it decides whether the bag may go
 * on.
 */
@Component
class Incidents implements WriteRule {

    static final Rule REPORTED = Rule.info(
            "R8",
            LoopIssue.WRONG_STATE,
            "药液溢出、针刺伤、标签险些出错：上报事件，不改变药袋状态",
            "A spill, a needlestick, a label that was nearly wrong is reported as AdverseEvent and moves no bag");

    private static final String INFUSION = "MedicationAdministration";
    private static final String ID = "bag-";

    private final Store store;
    private final People people;
    private final BagMoves moves;
    private final Locks locks;
    private final AfterExtravasation after;

    Incidents(Store store, People people, BagMoves moves, Locks locks, AfterExtravasation after) {
        this.store = store;
        this.people = people;
        this.moves = moves;
        this.locks = locks;
        this.after = after;
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (resource instanceof AdverseEvent event) {
            Asking asking = Asking.of(request);
            sign(event, asking);
            List<BagCode> bags = bags(event);
            List<String> keys =
                    new ArrayList<>(bags.stream().map(bag -> "bag|" + bag).toList());
            keys.add("patient|" + event.getSubject().getReferenceElement().getIdPart());
            // Before anything of the bag is read, as every step does it.
            locks.take(keys);
            bags.forEach(bag -> check(bag, event, asking));
            if (isExtravasation(event)) {
                after.instruct(event, bags);
            }
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (before instanceof AdverseEvent stored
                && after instanceof AdverseEvent said
                && !tellsOf(stored).equalsDeep(tellsOf(said))) {
            throw RefusedScan.answer(
                    Refusal.of(
                            LoopIssue.WRONG_STATE,
                            "已上报的事件不能改为另一事件；可补充经过和结果，或另行上报",
                            "What happened is not rewritten: add to it how it went on, or report another event"),
                    Asking.of(request).locale());
        }
    }

    /** What happened, to whom, and by what. */
    private static AdverseEvent tellsOf(AdverseEvent event) {
        AdverseEvent core = new AdverseEvent();
        core.setActuality(event.getActuality());
        core.setEvent(event.getEvent());
        core.setSubject(event.getSubject());
        core.setSuspectEntity(event.getSuspectEntity());
        return core;
    }

    /** Whoever tells of it signs it; nobody signs for another. */
    private void sign(AdverseEvent event, Asking asking) {
        String name = asking.person().name();
        if (event.hasRecorder()
                && !people.user(event.getRecorder()).filter(name::equals).isPresent()) {
            throw RefusedScan.answer(ScanDesk.notYourself(), asking.locale());
        }
        event.setRecorder(people.reference(name));
    }

    /** The bags under suspicion, by their infusion or by the code that was scanned; the literal reference is added. */
    private List<BagCode> bags(AdverseEvent event) {
        List<BagCode> bags = new ArrayList<>();
        for (AdverseEventSuspectEntityComponent suspect : event.getSuspectEntity()) {
            bag(suspect.getInstance()).ifPresent(code -> {
                String id = ID + code;
                if (store.find(MedicationAdministration.class, id).isPresent()) {
                    suspect.getInstance().setReference(INFUSION + "/" + id);
                }
                bags.add(code);
            });
        }
        return bags;
    }

    private static Optional<BagCode> bag(Reference suspect) {
        if (Systems.BAG.equals(suspect.getIdentifier().getSystem())) {
            return BagCode.parse(suspect.getIdentifier().getValue());
        }
        String id = suspect.getReferenceElement().getIdPart();
        return INFUSION.equals(suspect.getReferenceElement().getResourceType()) && id != null && id.startsWith(ID)
                ? BagCode.parse(id.substring(ID.length()))
                : Optional.empty();
    }

    private void check(BagCode bag, AdverseEvent event, Asking asking) {
        infusion(bag)
                .flatMap(infusion -> RightPatient.mismatch(
                        event.getSubject().getReferenceElement().getIdPart(),
                        infusion.getSubject().getReferenceElement().getIdPart()))
                .ifPresent(refusal -> {
                    throw RefusedScan.answer(refusal, asking.locale());
                });
    }

    private Optional<MedicationAdministration> infusion(BagCode bag) {
        return store.find(MedicationAdministration.class, ID + bag);
    }

    @Override
    public void stored(IBaseResource resource, RequestDetails request) {
        if (resource instanceof AdverseEvent event) {
            IncidentCodes.incident(event)
                    .ifPresent(incident -> bags(event).forEach(bag -> halt(bag, incident, event, request)));
            if (isExtravasation(event)) {
                after.owe(event);
            }
        }
    }

    private static boolean isExtravasation(AdverseEvent event) {
        return IncidentCodes.incident(event)
                .filter(Incident.EXTRAVASATION::equals)
                .isPresent();
    }

    /** A refusal of the loop is kept by it; the event stands, whoever was allowed to tell of it. */
    private void halt(BagCode bag, Incident incident, AdverseEvent event, RequestDetails request) {
        Quantity given = incident == Incident.EXTRAVASATION ? given(event) : null;
        MedicationAdministrationStatus status =
                infusion(bag).map(MedicationAdministration::getStatus).orElse(null);
        boolean canBeStopped = given != null && status == MedicationAdministrationStatus.ONHOLD;
        if (status == MedicationAdministrationStatus.INPROGRESS || canBeStopped) {
            Asking asking = Asking.of(request);
            moves.halt(bag, event.getEvent(), given, asking.person(), Source.ofRequest(request.getRequestId()));
        }
    }

    /** A stop says how much ran in: where nobody has said so yet, the bag is paused and can only be stopped. */
    private static @Nullable Quantity given(AdverseEvent event) {
        Extension volume = event.getExtensionByUrl(Systems.VOLUME_GIVEN);
        return volume != null && volume.getValue() instanceof Quantity said ? said : null;
    }
}

package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Takes the rounds 巡查 that nurses make at a running infusion: only added, only while it runs. */
@Component
class Rounds {

    private static final String INFUSION = "MedicationAdministration";

    private final Store store;
    private final People people;

    Rounds(Store store, People people) {
        this.store = store;
        this.people = people;
    }

    static boolean isRound(Observation observation) {
        return infusionOf(observation).isPresent();
    }

    private static Optional<Reference> infusionOf(Observation observation) {
        return observation.getPartOf().stream()
                .filter(part -> INFUSION.equals(part.getReferenceElement().getResourceType()))
                .findFirst();
    }

    /** Own writes come from messages and may tell of the past; a person stands at the chair. */
    void check(Observation round, RequestDetails request) {
        if (OwnWrite.isMarked(request)) {
            return;
        }
        Asking asking = Asking.of(request);
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
        if (!samePatient(round.getSubject(), infusion.getSubject())) {
            throw RefusedScan.answer(Refusal.of(LoopIssue.WRONG_PATIENT), asking.locale());
        }
        signed(round, asking);
    }

    /** Whoever makes the round signs it; nobody signs for another. */
    private void signed(Observation round, Asking asking) {
        boolean anothersName = round.getPerformer().stream()
                .anyMatch(performer -> people.user(performer)
                        .filter(asking.person().name()::equals)
                        .isEmpty());
        if (anothersName) {
            throw RefusedScan.answer(ScanDesk.notYourself(), asking.locale());
        }
        round.setPerformer(List.of(people.reference(asking.person().name())));
    }

    private static boolean isRunning(MedicationAdministration infusion) {
        return infusion.getStatus() == MedicationAdministrationStatus.INPROGRESS
                || infusion.getStatus() == MedicationAdministrationStatus.ONHOLD;
    }

    private static boolean samePatient(Reference said, Reference infused) {
        return !said.hasReference()
                || said.getReferenceElement()
                        .getIdPart()
                        .equals(infused.getReferenceElement().getIdPart());
    }
}

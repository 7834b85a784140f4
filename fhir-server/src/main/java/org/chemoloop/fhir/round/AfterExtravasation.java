package org.chemoloop.fhir.round;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.DrugCatalogue;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.stereotype.Component;

/**
 * What is owed to a patient whose drug ran beside the vein (R3): the steps that the catalogue has for the drug, at
 * once, and somebody who looks at the arm again after days. Both are ServiceRequests, so that a nurse can say that they
 * are done.
 */
@Component
class AfterExtravasation {

    private static final Threshold FOLLOW_UP =
            new Threshold("chemoloop.rules.extravasation-follow-up", "72h", Unit.DURATION, "domain rule R3: 72 hours");

    static final Rule RULE = Rule.info(
                    "R3-follow-up",
                    LoopIssue.OUTSIDE_WINDOW,
                    "外渗后按目录列出处置步骤，72 小时后随访",
                    "After an extravasation the catalogue's steps for the drug are listed at once, and a look at the arm when"
                            + " the time has come ($follow-ups-due)")
            .with(FOLLOW_UP);

    private static final String ASK = "目录中没有该药的外渗处置步骤，请联系医生和药师";
    private static final Duration DAY = Duration.ofDays(1);

    private final Store store;
    private final DrugCatalogue catalogue;
    private final PhotoOfExtravasation photo;
    private final Clock clock;
    private final Optional<Duration> followUp;

    AfterExtravasation(
            Store store, DrugCatalogue catalogue, PhotoOfExtravasation photo, SiteSettings site, Clock clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.photo = photo;
        this.clock = clock;
        this.followUp = site.duration(FOLLOW_UP);
    }

    /** Whoever tells of it reads in the answer what is to be done. */
    void instruct(AdverseEvent event, List<BagCode> bags) {
        event.getExtension().removeIf(extension -> Systems.CHECKLIST.equals(extension.getUrl()));
        steps(bags).forEach(step -> event.addExtension(Systems.CHECKLIST, new StringType(step)));
    }

    private List<String> steps(List<BagCode> bags) {
        List<String> steps = bags.stream()
                .flatMap(bag -> store.find(MedicationRequest.class, Systems.idOf(bag)).stream())
                .flatMap(this::drugs)
                .flatMap(drug -> drug.antidotes().stream())
                .distinct()
                .toList();
        return steps.isEmpty() ? List.of(ASK) : steps;
    }

    private Stream<Drug> drugs(MedicationRequest bag) {
        return bag.getContained().stream()
                .filter(Medication.class::isInstance)
                .flatMap(contents -> ((Medication) contents).getIngredient().stream())
                .filter(Medication.MedicationIngredientComponent::hasItemCodeableConcept)
                .flatMap(ingredient -> ingredient.getItemCodeableConcept().getCoding().stream())
                .filter(coding -> Drug.SYSTEM.equals(coding.getSystem()))
                .map(Coding::getCode)
                .flatMap(code -> catalogue.find(code).stream());
    }

    /** @param event as it is stored, with its steps */
    void owe(AdverseEvent event) {
        Instant now = clock.instant();
        List<CodeableConcept> steps = new ArrayList<>();
        event.getExtensionsByUrl(Systems.CHECKLIST)
                .forEach(step ->
                        steps.add(new CodeableConcept().setText(step.getValue().primitiveValue())));
        put("treatment", "外渗处置", steps, now, event);
        if (photo.isAsked()) {
            put(PhotoOfExtravasation.OWED, "外渗部位拍照", List.of(), now, event);
        }
        followUp.ifPresent(time -> put("look", "外渗后随访", List.of(), now.plus(time), event));
    }

    /** Of what is owed after an event. */
    static String idOf(AdverseEvent event, String what) {
        return DerivedId.of('f', identity(event, what));
    }

    private static Identifier identity(AdverseEvent event, String what) {
        return new Identifier()
                .setSystem(Terms.FOLLOW_UP)
                .setValue(event.getIdElement().getIdPart() + "/" + what);
    }

    private void put(String what, String words, List<CodeableConcept> steps, Instant from, AdverseEvent event) {
        ServiceRequest owed = new ServiceRequest();
        owed.setId(new IdType("ServiceRequest", idOf(event, what)));
        owed.addIdentifier(identity(event, what));
        owed.setStatus(ServiceRequestStatus.ACTIVE).setIntent(ServiceRequestIntent.ORDER);
        owed.getCode().setText(words);
        owed.setOrderDetail(steps);
        owed.setSubject(new Reference(event.getSubject().getReference()));
        owed.setAuthoredOn(Date.from(clock.instant()));
        owed.setRequester(event.getRecorder().copy());
        owed.setOccurrence(new Period().setStart(Date.from(from)).setEnd(Date.from(from.plus(DAY))));
        owed.addSupportingInfo(
                new Reference("AdverseEvent/" + event.getIdElement().getIdPart()));
        store.put(ServiceRequest.class, owed);
    }
}

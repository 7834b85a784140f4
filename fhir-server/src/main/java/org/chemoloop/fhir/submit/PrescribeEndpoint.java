package org.chemoloop.fhir.submit;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.Orders;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.OwnBinding;
import org.chemoloop.fhir.scan.People;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.ScanDesk;
import org.chemoloop.fhir.scan.Source;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/**
 * {@code POST MedicationRequest}: a doctor, or a HIS that speaks FHIR, orders one prescription line. It is judged as
 * the line of a message is and makes its bags, or is refused with 422 and kept as rejected. Several lines that share a
 * bag come as one line with the drugs as ingredients of its contained Medication, or as a message by {@code $submit}.
 */
@Component
class PrescribeEndpoint implements IResourceProvider, FhirOperation, OwnBinding {

    /** What the server says of an order, never its sender. */
    private static final Set<String> OURS = Set.of(Terms.ORDER_CONTROL, Terms.NOT_CHECKED, Terms.ALSO_REPLACES);

    private final SubmitOperation submit;
    private final Orders orders;
    private final People people;
    private final Clock clock;

    PrescribeEndpoint(SubmitOperation submit, Orders orders, People people, Clock clock) {
        this.submit = submit;
        this.orders = orders;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public Class<MedicationRequest> getResourceType() {
        return MedicationRequest.class;
    }

    @Create
    public MethodOutcome create(@ResourceParam MedicationRequest line, RequestDetails request) {
        Asking asking = Asking.of(request);
        if (isBag(line)) {
            throw refused(
                    asking,
                    LoopIssue.WRONG_STATE,
                    "药袋由系统按医嘱生成，不能直接写入",
                    "Bags are made of orders by the server: order the line (intent order)");
        }
        if (!"Patient".equals(line.getSubject().getReferenceElement().getResourceType())) {
            throw refused(
                    asking,
                    LoopIssue.PATIENT_AMBIGUOUS,
                    "请以 subject.reference = Patient/ID 指明患者",
                    "Name the patient as subject.reference = Patient/ID");
        }
        name(line, asking);
        BundleEntryComponent outcome =
                submit.decide(message(line, asking, request), Optional.empty()).getEntryFirstRep();
        if (!outcome.getResponse().getStatus().startsWith("2")) {
            throw new UnprocessableEntityException("The order is refused", (OperationOutcome)
                    outcome.getResponse().getOutcome());
        }
        MethodOutcome answer = new MethodOutcome(
                new IdType(outcome.getResponse().getLocation()),
                outcome.getResponse().getStatus().startsWith("201"));
        answer.setResource(outcome.getResource());
        return answer;
    }

    private static boolean isBag(MedicationRequest line) {
        return line.getIntent() == MedicationRequestIntent.INSTANCEORDER
                || Terms.identifier(line.getIdentifier(), Terms.BAG).isPresent();
    }

    /** A new order of the person who sends it; whoever has components mixes them in a bag. */
    private void name(MedicationRequest line, Asking asking) {
        line.setIntent(MedicationRequestIntent.ORDER);
        line.getExtension().removeIf(extension -> OURS.contains(extension.getUrl()));
        line.addExtension(new Extension(Terms.ORDER_CONTROL, new CodeType("NW")));
        boolean mixed = line.getContained().stream()
                .anyMatch(contained -> contained instanceof Medication medication && medication.hasIngredient());
        if (mixed && !line.hasExtension(Terms.MAKES_BAG)) {
            line.addExtension(new Extension(Terms.MAKES_BAG, new BooleanType(true)));
        }
        line.setBasedOn(List.of());
        orders.number(line);
        if (asking.person().is(Role.DOCTOR)) {
            String name = asking.person().name();
            if (line.hasRequester()
                    && !people.user(line.getRequester()).filter(name::equals).isPresent()) {
                throw RefusedScan.answer(ScanDesk.notYourself(), asking.locale());
            }
            line.setRequester(people.reference(name));
        } else {
            // By a number: the doctor's privileges are found by that.
            people.user(line.getRequester()).ifPresent(doctor -> line.setRequester(people.reference(doctor)));
        }
    }

    private Bundle message(MedicationRequest line, Asking asking, RequestDetails request) {
        Bundle message = new Bundle();
        message.setType(BundleType.TRANSACTION);
        message.setIdentifier(Source.ofRequest(request.getRequestId()).identifier());
        message.addEntry().setResource(line);
        message.addEntry().setResource(origin(asking, message));
        return message;
    }

    private Provenance origin(Asking asking, Bundle message) {
        Provenance origin = new Provenance();
        origin.setRecorded(Date.from(clock.instant()));
        origin.addAgent().setWho(people.reference(asking.person().name()));
        origin.addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference().setIdentifier(message.getIdentifier()));
        return origin;
    }

    private static RuntimeException refused(Asking asking, LoopIssue issue, String zh, String en) {
        return RefusedScan.answer(Refusal.of(issue, zh, en), asking.locale());
    }
}

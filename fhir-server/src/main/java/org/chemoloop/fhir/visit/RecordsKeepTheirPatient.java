package org.chemoloop.fhir.visit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.WriteRule;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/**
 * By a direct write a visit, an appointment, a laboratory result or an allergy never becomes another patient's, no
 * patient gets a wristband that nobody printed for them, and no two records become one: each of these would lead a bag
 * to the wrong chair. Arrivals, {@code $replace-wristband} and merges (ADT^A40) do it, each with its own checks.
 */
@Component
class RecordsKeepTheirPatient implements WriteRule {

    /** Where a resource says whose it is. */
    private static final List<String> WHOSE = List.of("subject", "patient", "beneficiary");

    private final FhirContext fhir;
    private final StoredIdentifiers identifiers;

    RecordsKeepTheirPatient(FhirContext fhir, StoredIdentifiers identifiers) {
        this.fhir = fhir;
        this.identifiers = identifiers;
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Patient patient && !(wristbands(patient).isEmpty() && !patient.hasLink())) {
            throw minted(request);
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (before instanceof Patient stored && after instanceof Patient said) {
            if (!wristbands(stored).equals(wristbands(said)) || !links(stored).equalsDeep(links(said))) {
                throw minted(request);
            }
            return;
        }
        Set<String> owners = whose(before);
        if (!owners.isEmpty() && !owners.equals(whose(after))) {
            throw RefusedScan.answer(
                    Refusal.of(
                            LoopIssue.WRONG_PATIENT,
                            "记录不能改到另一位患者名下",
                            "A record never becomes another patient's: mark it as entered in error and write a new one"),
                    Asking.of(request).locale());
        }
    }

    private static RuntimeException minted(RequestDetails request) {
        return RefusedScan.answer(
                Refusal.of(
                        LoopIssue.WRONG_STATE,
                        "腕带码由系统发放（到达登记或 $replace-wristband），患者合并用 ADT^A40",
                        "Wristband codes are minted at the arrival or by $replace-wristband; records are merged by"
                                + " ADT^A40"),
                Asking.of(request).locale());
    }

    private static Set<String> wristbands(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .map(RecordsKeepTheirPatient::codeAndUse)
                .collect(Collectors.toSet());
    }

    private static Patient links(Patient patient) {
        return new Patient().setLink(patient.getLink());
    }

    private static String codeAndUse(Identifier wristband) {
        return wristband.getValue() + " " + wristband.getUse();
    }

    private Set<String> whose(IBaseResource resource) {
        if (resource instanceof Appointment appointment) {
            return appointment.getParticipant().stream()
                    .flatMap(participant -> patients(participant.getActor()))
                    .collect(Collectors.toSet());
        }
        var definition = fhir.getResourceDefinition(resource);
        return WHOSE.stream()
                .map(definition::getChildByName)
                .filter(Objects::nonNull)
                .flatMap(child -> child.getAccessor().getValues(resource).stream())
                .map(RecordsKeepTheirPatient::id)
                .flatMap(Optional::stream)
                .limit(1)
                .collect(Collectors.toSet());
    }

    /** Whoever scans a wristband to move an appointment has only the number of the patient. */
    private Stream<String> patients(Reference actor) {
        if (actor.hasReference()) {
            return "Patient".equals(actor.getReferenceElement().getResourceType())
                    ? Stream.of(actor.getReferenceElement().getIdPart())
                    : Stream.empty();
        }
        Identifier number = actor.getIdentifier();
        return number.hasSystem() && number.hasValue() ? identifiers.find("Patient", number).stream() : Stream.empty();
    }

    private static Optional<String> id(IBase reference) {
        return reference instanceof Reference literal
                ? Optional.ofNullable(literal.getReferenceElement().getIdPart())
                : Optional.empty();
    }
}

package org.chemoloop.fhir.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLDecoder;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.EntryOutcome;
import org.chemoloop.fhir.order.Message;
import org.chemoloop.fhir.order.Orders;
import org.chemoloop.fhir.order.Remark;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.visit.Encounters;
import org.chemoloop.fhir.visit.PatientMerge;
import org.chemoloop.fhir.visit.Patients;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** One message on its way: entry by entry, each with its outcome. */
final class Submission {

    private final Bundle bundle;
    private final Message message;
    private final Chart chart;
    private final Rooms rooms;
    private final FhirContext fhir;
    private final Map<Integer, EntryOutcome> outcomes = new TreeMap<>();
    private final Map<String, String> literals = new HashMap<>();
    /** Why nobody can say whom the message is about. */
    private Optional<Remark> ambiguous = Optional.empty();

    Submission(Bundle bundle, Message message, Rooms rooms, FhirContext fhir) {
        this.bundle = bundle;
        this.message = message;
        this.chart = message.chart();
        this.rooms = rooms;
        this.fhir = fhir;
    }

    Bundle carryOut() {
        if (!isReport()) {
            chart.know(names());
        }
        Map<Integer, MedicationRequest> orders = new TreeMap<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Resource said = bundle.getEntry().get(i).getResource();
            if (ambiguous.isPresent()) {
                // Whatever the message says, it says it of nobody we know.
                settle(
                        i,
                        said instanceof Provenance
                                ? new EntryOutcome(200, null, List.of())
                                : EntryOutcome.refused(ambiguous.get()));
            } else if (said instanceof MedicationRequest line) {
                resolve(line);
                orders.put(i, line);
            } else if (!(said instanceof Provenance)) {
                resolve(said);
                settle(i, keep(bundle.getEntry().get(i)));
            }
        }
        rooms.orders().decide(orders, message).forEach(this::settle);
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            if (ambiguous.isEmpty() && bundle.getEntry().get(i).getResource() instanceof Provenance provenance) {
                settle(i, record(provenance));
            }
        }
        return Answers.of(outcomes.values());
    }

    /** What the entries are called here, if they are known. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            Resource said = entry.getResource();
            if (said instanceof MedicationRequest line) {
                Orders.name(line).ifPresent(names::add);
            } else if (said instanceof Patient patient
                    && !Patients.ordered(patient).isEmpty()) {
                names.add("Patient/" + Patients.idOf(patient));
            } else {
                identity(entry).ifPresent(identity -> names.add(said.fhirType() + "/" + idOf(said, identity)));
            }
        }
        return names;
    }

    private static String idOf(Resource said, Identifier identity) {
        return DerivedId.of(Character.toLowerCase(said.fhirType().charAt(0)), identity);
    }

    private void settle(int index, EntryOutcome outcome) {
        outcomes.put(index, outcome);
        Resource stored = outcome.resource();
        String fullUrl = bundle.getEntry().get(index).getFullUrl();
        if (stored != null && stored.hasId() && fullUrl != null) {
            literals.put(fullUrl, Chart.literal(stored));
        }
    }

    private EntryOutcome keep(BundleEntryComponent entry) {
        Resource said = entry.getResource();
        if (said instanceof Patient patient) {
            return isReport() ? lookUp(patient) : keep(patient);
        }
        if (said instanceof MedicationDispense step) {
            return report(step);
        }
        if (said instanceof MedicationAdministration step) {
            return administer(step);
        }
        Optional<Identifier> identity = identity(entry);
        if (identity.isEmpty()) {
            return EntryOutcome.refused(
                    Remark.unknownKey("无法识别：缺少标识", "The " + said.fhirType() + " has no identity in its request"));
        }
        if (isReport()) {
            return new EntryOutcome(200, null, List.of());
        }
        if (said instanceof Encounter encounter) {
            if (Encounters.isArrival(encounter)) {
                rooms.appointments().arrived(encounter.getSubject(), message);
            }
            return rooms.encounters().keep(encounter, identity.get(), chart);
        }
        if (said instanceof Appointment appointment) {
            return rooms.appointments().keep(appointment, identity.get(), message);
        }
        return lay(said, identity.get());
    }

    /** PIVAS and bedside tell of their steps; who the patient is and where, the HIS tells. */
    private boolean isReport() {
        return bundle.getEntry().stream()
                .anyMatch(entry -> entry.getResource() instanceof MedicationDispense
                        || entry.getResource() instanceof MedicationAdministration);
    }

    private EntryOutcome lookUp(Patient said) {
        return new EntryOutcome(200, rooms.patients().find(said, chart).orElse(null), List.of());
    }

    private EntryOutcome keep(Patient said) {
        if (Patients.ordered(said).isEmpty()) {
            return EntryOutcome.refused(Remark.unknownKey("患者没有号码", "The patient has no identifier"));
        }
        if (PatientMerge.isGivenUp(said)) {
            String other =
                    said.getLinkFirstRep().getOther().getReferenceElement().getIdPart();
            return chart.recall(Patient.class, new Reference("Patient/" + other))
                    .map(staying -> rooms.merge().merge(said, staying, chart))
                    .orElseGet(() ->
                            EntryOutcome.refused(Remark.unknownKey("没有保留的患者记录", "The record that stays is not known")));
        }
        EntryOutcome outcome = rooms.patients().admit(said, isArrival(), isOrdering(), chart);
        ambiguous = outcome.remarks().stream().filter(Remark::refuses).findFirst();
        return outcome;
    }

    private boolean isOrdering() {
        return bundle.getEntry().stream().anyMatch(entry -> entry.getResource() instanceof MedicationRequest);
    }

    private boolean isArrival() {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .anyMatch(resource -> resource instanceof Encounter visit && Encounters.isArrival(visit));
    }

    /** Allergies, diagnoses, coverages, measurements, appointments: one per identity. */
    @SuppressWarnings("unchecked") // the class of a resource is the class of its resource
    private <T extends Resource> EntryOutcome lay(T said, Identifier identity) {
        return EntryOutcome.of(chart.lay((Class<T>) said.getClass(), idOf(said, identity), said));
    }

    /** {@code Condition?identifier=SYSTEM|VALUE}, the value URL-encoded. */
    private static Optional<Identifier> identity(BundleEntryComponent entry) {
        String url = entry.getRequest().getUrl();
        int at = url == null ? -1 : url.indexOf("?identifier=");
        int bar = at < 0 ? -1 : url.indexOf('|', at);
        if (bar < 0) {
            return Optional.empty();
        }
        return Optional.of(new Identifier()
                .setSystem(url.substring(at + "?identifier=".length(), bar))
                .setValue(URLDecoder.decode(url.substring(bar + 1), UTF_8)));
    }

    private EntryOutcome report(MedicationDispense step) {
        String bag = Terms.identifier(step.getIdentifier(), Terms.BAG)
                .map(Identifier::getValue)
                .orElse("");
        if (isOfAnotherPatient(bag, step.getSubject())) {
            return EntryOutcome.refused(Remark.refusal(Refusal.of(LoopIssue.WRONG_PATIENT)));
        }
        Decision decision = rooms.bagMoves().report(bag, step, message.sender(), message.source());
        return outcome(decision, MedicationDispense.class, bag);
    }

    private EntryOutcome administer(MedicationAdministration step) {
        String bag = Terms.identifier(step.getIdentifier(), Terms.BAG)
                .map(Identifier::getValue)
                .orElse("");
        if (isOfAnotherPatient(bag, step.getSubject())) {
            return EntryOutcome.refused(Remark.refusal(Refusal.of(LoopIssue.WRONG_PATIENT)));
        }
        String patient = String.valueOf(step.getSubject().getReferenceElement().getIdPart());
        Decision decision = rooms.bagMoves().administer(bag, patient, step, message.sender(), message.source());
        return outcome(decision, MedicationAdministration.class, bag);
    }

    private EntryOutcome outcome(Decision decision, Class<? extends Resource> type, String bag) {
        return decision.fold(
                moved -> stored(type, bag),
                late -> stored(type, bag),
                repeated -> stored(type, bag),
                warned -> EntryOutcome.refused(Remark.refusal(warned.why())),
                refused -> EntryOutcome.refused(why(refused.why())));
    }

    /** A report that names a patient names the bag's, or something is badly mixed up. */
    private boolean isOfAnotherPatient(String bag, Reference subject) {
        String said = subject.getReference();
        return said != null
                && !bag.isEmpty()
                && chart.read(MedicationRequest.class, "bag-" + bag)
                        .filter(known -> !said.equals(known.getSubject().getReference()))
                        .isPresent();
    }

    private EntryOutcome stored(Class<? extends Resource> type, String bag) {
        return new EntryOutcome(200, chart.read(type, "bag-" + bag).orElse(null), List.of());
    }

    private static Remark why(Refusal refusal) {
        boolean unknown = refusal.issue() == LoopIssue.UNKNOWN_BAG || refusal.issue() == LoopIssue.UNREADABLE_CODE;
        return unknown ? Remark.unknownKey(refusal.words().zh(), refusal.words().en()) : Remark.refusal(refusal);
    }

    private void resolve(Resource said) {
        for (Reference reference : fhir.newTerser().getAllPopulatedChildElementsOfType(said, Reference.class)) {
            String literal = literals.get(reference.getReference());
            if (literal != null) {
                reference.setResource(null);
                reference.setReference(literal);
            }
        }
    }

    /** Every resource that this message has written, and nothing when it has written nothing. */
    private EntryOutcome record(Provenance provenance) {
        List<Reference> targets = chart.changed();
        if (targets.isEmpty()) {
            return new EntryOutcome(200, null, List.of());
        }
        provenance.setTarget(targets);
        if (provenance.hasRecorded()) {
            provenance.setOccurred(
                    new DateTimeType(provenance.getRecordedElement().getValueAsString()));
        }
        provenance.setRecorded(Date.from(message.now()));
        boolean ordered = targets.stream()
                .anyMatch(target -> target.getReference().startsWith(Task.class.getSimpleName() + "/bag-"));
        if (ordered) {
            provenance
                    .getActivity()
                    .addCoding(new Coding(
                            Terms.LOOP_STATUS,
                            BagState.ORDERED.code(),
                            BagState.ORDERED.words().zh()));
        }
        chart.add(Provenance.class, provenance);
        return new EntryOutcome(201, provenance, List.of());
    }
}

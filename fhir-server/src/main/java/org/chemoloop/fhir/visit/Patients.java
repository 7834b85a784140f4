package org.chemoloop.fhir.visit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.Chart.Kept;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.EntryOutcome;
import org.chemoloop.fhir.order.Overlay;
import org.chemoloop.fhir.order.Remark;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/** Knows a patient again by any of the numbers in a message, the outpatient number first. */
@Component
public class Patients {

    private final WristbandCodes wristbands;
    private final PatientKeys keys;

    Patients(WristbandCodes wristbands, PatientKeys keys) {
        this.wristbands = wristbands;
        this.keys = keys;
    }

    /**
     * Writes what a message says of a patient.
     *
     * @param arriving whether the patient has just arrived and needs a wristband
     * @param ordering whether the message orders something, and not only registers the patient
     */
    public EntryOutcome admit(Patient said, boolean arriving, boolean ordering, Chart chart) {
        Optional<Patient> exact = byNumber(said, chart);
        if (ordering && exact.isPresent() && !SamePerson.mayBe(said, exact.get())) {
            return EntryOutcome.refused(SamePerson.anotherPerson());
        }
        Optional<Patient> alike = exact.isPresent() ? Optional.empty() : byNumberAlike(said, chart);
        if (alike.isPresent() && !SamePerson.is(said, alike.get())) {
            return EntryOutcome.refused(SamePerson.anotherPerson());
        }
        Optional<Patient> stored = exact.or(() -> alike);
        if (stored.isEmpty()) {
            said.setId(new IdType("Patient", idOf(said)));
            mintIf(arriving, said);
            Patient created = chart.create(Patient.class, said);
            keys.keep(created);
            EntryOutcome outcome = EntryOutcome.of(new Kept<>(created, true, true));
            return keys.hasNamesake(created) ? outcome.with(List.of(SamePerson.underAnotherNumber())) : outcome;
        }
        alike.ifPresent(known -> said.getIdentifier().stream()
                .filter(PatientKeys::isOutpatientNumber)
                .forEach(other -> other.setUse(IdentifierUse.SECONDARY)));
        List<Identifier> foreign = foreign(said, stored.get(), chart);
        Patient next = Overlay.over(stored.get(), said);
        next.setIdentifier(united(stored.get().getIdentifier(), said.getIdentifier(), foreign));
        mintIf(arriving, next);
        Kept<Patient> kept = chart.replace(Patient.class, stored.get(), next);
        if (kept.changed()) {
            keys.keep(kept.resource());
        }
        EntryOutcome outcome = EntryOutcome.of(kept);
        return foreign.isEmpty() ? outcome : outcome.with(List.of(ambiguous(foreign)));
    }

    /** The record that is in use; one that was given up names no patient any more. */
    public Optional<Patient> find(Patient said, Chart chart) {
        return byNumber(said, chart).or(() -> byNumberAlike(said, chart));
    }

    private Optional<Patient> byNumberAlike(Patient said, Chart chart) {
        return ordered(said).stream()
                .flatMap(number -> keys.byNumber(number).stream())
                .flatMap(id -> chart.read(Patient.class, id).stream())
                .filter(Patients::isInUse)
                .findFirst();
    }

    static boolean isInUse(Patient patient) {
        return !patient.hasActive() || patient.getActive();
    }

    private static Optional<Patient> byNumber(Patient said, Chart chart) {
        for (Identifier identifier : ordered(said)) {
            Optional<Patient> found = inUse(identifier, chart);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Patient> inUse(Identifier identifier, Chart chart) {
        return chart.find(Patient.class, identifier).stream()
                .filter(Patients::isInUse)
                .findFirst();
    }

    /** The id of a patient that nobody has heard of before. */
    public static String idOf(Patient said) {
        return DerivedId.of('p', ordered(said).get(0));
    }

    /** The numbers by which a patient may be known, the outpatient number first. */
    public static List<Identifier> ordered(Patient said) {
        List<Identifier> ordered = new ArrayList<>(said.getIdentifier());
        ordered.removeIf(identifier -> !identifier.hasSystem() || !identifier.hasValue());
        ordered.sort(
                Comparator.comparing(identifier -> Terms.OUTPATIENT_NUMBER.equals(identifier.getSystem()) ? 0 : 1));
        return ordered;
    }

    /** Numbers in the message that belong to somebody else: two records of one person, or a mistake. */
    private static List<Identifier> foreign(Patient said, Patient stored, Chart chart) {
        List<Identifier> foreign = new ArrayList<>();
        for (Identifier identifier : said.getIdentifier()) {
            boolean known = stored.getIdentifier().stream().anyMatch(own -> same(own, identifier));
            if (!known && identifier.hasSystem() && inUse(identifier, chart).isPresent()) {
                foreign.add(identifier);
            }
        }
        return foreign;
    }

    private static Remark ambiguous(List<Identifier> foreign) {
        String numbers =
                String.join(", ", foreign.stream().map(Identifier::getSystem).toList());
        return Remark.flag(
                LoopIssue.PATIENT_AMBIGUOUS,
                "消息中的另一号码属于另一位患者，未采用；如为同一人请用 ADT^A40 合并",
                "Another number of this message belongs to another patient and was left out (" + numbers
                        + "): if they are one person, send ADT^A40");
    }

    private static List<Identifier> united(List<Identifier> stored, List<Identifier> said, List<Identifier> without) {
        List<Identifier> united = new ArrayList<>();
        for (Identifier own : stored) {
            united.add(said.stream()
                    .filter(identifier -> same(identifier, own) && own.getUse() != IdentifierUse.OLD)
                    .findFirst()
                    .orElse(own));
        }
        for (Identifier identifier : said) {
            if (!without.contains(identifier) && united.stream().noneMatch(own -> same(own, identifier))) {
                united.add(identifier);
            }
        }
        return united;
    }

    static boolean same(Identifier a, Identifier b) {
        return a.hasValue()
                && a.getValue().equals(b.getValue())
                && String.valueOf(a.getSystem()).equals(b.getSystem());
    }

    private void mintIf(boolean arriving, Patient patient) {
        boolean worn = patient.getIdentifier().stream()
                .anyMatch(identifier ->
                        Terms.WRISTBAND.equals(identifier.getSystem()) && identifier.getUse() != IdentifierUse.OLD);
        if (arriving && !worn) {
            patient.addIdentifier()
                    .setSystem(Terms.WRISTBAND)
                    .setValue(wristbands.next().value());
        }
    }
}

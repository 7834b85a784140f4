package org.chemoloop.fhir.catalogue;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/** How a doctor's privileges are kept: a PractitionerRole each, or a qualification of the Practitioner. */
public final class PrivilegeRole {

    private static final String TIER = "https://chemoloop.org/fhir/CodeSystem/antitumor-tier";
    private static final String PRIVILEGED = "https://chemoloop.org/fhir/StructureDefinition/privileged-drug";
    private static final String WITHHELD = "https://chemoloop.org/fhir/StructureDefinition/withheld-drug";

    private PrivilegeRole() {}

    static PractitionerRole of(Privilege privilege) {
        PractitionerRole role = new PractitionerRole();
        role.setActive(true);
        privilege
                .tier()
                .ifPresent(tier -> role.addCode(new CodeableConcept().addCoding(new Coding(TIER, tier.code(), null))));
        new TreeSet<>(privilege.drugs()).forEach(code -> role.addExtension(drug(PRIVILEGED, code)));
        new TreeSet<>(privilege.withheld()).forEach(code -> role.addExtension(drug(WITHHELD, code)));
        Period period = role.getPeriod();
        privilege.from().ifPresent(from -> period.setStart(Date.from(from)));
        // R4: the end of a period is inside it, to the last millisecond.
        privilege.until().ifPresent(until -> period.setEnd(Date.from(until.minusMillis(1))));
        return role;
    }

    /** Empty for a role that grants nothing: a department, a role that was ended. */
    public static Optional<Privilege> privilege(PractitionerRole role) {
        Optional<Tier> tier = tier(role.getCode().stream());
        Set<String> drugs = drugs(role, PRIVILEGED);
        Set<String> withheld = drugs(role, WITHHELD);
        boolean active = !role.hasActive() || role.getActive();
        boolean grantsNothing = tier.isEmpty() && drugs.isEmpty() && withheld.isEmpty();
        return active && !grantsNothing
                ? Optional.of(new Privilege(tier, drugs, withheld, start(role.getPeriod()), end(role.getPeriod())))
                : Optional.empty();
    }

    /** The tiers in a doctor's qualifications, each as long as it holds. */
    public static Stream<Privilege> privileges(Practitioner doctor) {
        return doctor.getQualification().stream()
                .flatMap(qualification -> tier(Stream.of(qualification.getCode())).stream()
                        .map(tier -> new Privilege(
                                Optional.of(tier),
                                Set.of(),
                                Set.of(),
                                start(qualification.getPeriod()),
                                end(qualification.getPeriod()))));
    }

    private static Optional<Tier> tier(Stream<CodeableConcept> concepts) {
        return concepts.flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> TIER.equals(coding.getSystem()))
                .flatMap(coding -> Tier.ofCode(String.valueOf(coding.getCode())).stream())
                .max(Tier::compareTo);
    }

    private static Set<String> drugs(PractitionerRole role, String url) {
        return role.getExtensionsByUrl(url).stream()
                .map(Extension::getValue)
                .filter(Coding.class::isInstance)
                .map(value -> ((Coding) value).getCode())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Extension drug(String url, String code) {
        return new Extension(url, new Coding(Drug.SYSTEM, code, null));
    }

    private static Optional<Instant> start(Period period) {
        return Optional.ofNullable(period.getStart()).map(Date::toInstant);
    }

    /** A day without an hour ends with the day: "2026-12-31" is valid on the 31st. */
    private static Optional<Instant> end(Period period) {
        if (!period.hasEnd()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (period.getEndElement().getPrecision()) {
                    case DAY -> period.getEnd().toInstant().plus(java.time.Duration.ofDays(1));
                    case MONTH, YEAR, MINUTE, SECOND, MILLI ->
                        period.getEnd().toInstant().plusMillis(1);
                });
    }
}

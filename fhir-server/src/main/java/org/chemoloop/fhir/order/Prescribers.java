package org.chemoloop.fhir.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Tier;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Knows doctors by the code that the HIS gives them; a change of a privilege holds after half a minute. */
@Component
class Prescribers {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final String TIER = Terms.codeSystem("antitumor-tier");

    private final Cache<String, Optional<Prescriber>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(5_000)
            .build();

    /**
     * A doctor that this hospital knows.
     *
     * @param tier empty for one who may prescribe no antitumor drug
     */
    record Prescriber(String literal, Optional<Tier> tier) {

        boolean mayPrescribe(Tier drug) {
            return tier.map(own -> own.mayPrescribe(drug)).orElse(false);
        }
    }

    Optional<Prescriber> find(Reference requester, Chart chart) {
        Identifier code = requester.getIdentifier();
        if (!code.hasSystem() || !code.hasValue()) {
            return Optional.empty();
        }
        String key = code.getSystem() + "|" + code.getValue();
        Optional<Prescriber> cached = known.getIfPresent(key);
        if (cached == null) {
            cached = chart.find(Practitioner.class, code).stream()
                    .filter(doctor -> !doctor.hasActive() || doctor.getActive())
                    .findFirst()
                    .map(Prescribers::prescriber);
            known.put(key, cached);
        }
        return cached;
    }

    private static Prescriber prescriber(Practitioner doctor) {
        Optional<Tier> tier = doctor.getQualification().stream()
                .flatMap(qualification -> qualification.getCode().getCoding().stream())
                .filter(coding -> TIER.equals(coding.getSystem()))
                .map(Coding::getCode)
                .flatMap(code -> Tier.ofCode(code).stream())
                .max(Comparator.naturalOrder());
        return new Prescriber(Chart.literal(doctor), tier);
    }
}

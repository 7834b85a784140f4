package org.chemoloop.fhir.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.catalogue.Prescriber;
import org.chemoloop.fhir.catalogue.Privilege;
import org.chemoloop.fhir.catalogue.PrivilegeRole;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Knows doctors by the code that the HIS gives them; a change of a privilege holds after half a minute. */
@Component
class Prescribers {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Cache<String, Optional<Prescriber>> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(5_000)
            .build();

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
                    .map(doctor -> prescriber(doctor, chart));
            known.put(key, cached);
        }
        return cached;
    }

    private static Prescriber prescriber(Practitioner doctor, Chart chart) {
        Stream<Privilege> ofRoles = chart.pointing("PractitionerRole.practitioner", doctor).stream()
                .flatMap(role -> chart.read(PractitionerRole.class, role.id()).stream())
                .flatMap(role -> PrivilegeRole.privilege(role).stream());
        return new Prescriber(
                Chart.literal(doctor),
                Stream.concat(PrivilegeRole.privileges(doctor), ofRoles).toList());
    }
}

package org.chemoloop.fhir.demo;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.chemoloop.fhir.access.PersonTable;
import org.chemoloop.fhir.server.OwnShelf;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sets up the example hospital at the start of a demo. */
@Component
@Order(3)
@ConditionalOnProperty("chemoloop.demo")
class DemoHospital implements ApplicationRunner {

    private static final int PASSWORD_BYTES = 18;

    private final OwnShelf shelf;
    private final PersonTable people;

    DemoHospital(OwnShelf shelf, PersonTable people) {
        this.shelf = shelf;
        this.people = people;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (DemoPerson person : DemoPerson.ALL) {
            // Nobody is told this password: demo users get their tokens from ./chemoloop token.
            people.addIfMissing(person.user(), randomPassword(), Set.of(person.role()));
        }
        List<Resource> resources = new ArrayList<>();
        DemoPerson.ALL.forEach(person -> resources.add(person.practitioner()));
        resources.addAll(DemoCentre.locations());
        resources.addAll(DemoCatalogue.drugs());
        resources.addAll(DemoCatalogue.regimens());
        shelf.put(resources);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}

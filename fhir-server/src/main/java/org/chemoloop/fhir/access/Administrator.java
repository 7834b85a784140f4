package org.chemoloop.fhir.access;

import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the administrator at the first start, with the random password that {@code ./chemoloop up} wrote to the
 * secrets.
 */
@Component
@Order(2)
class Administrator implements ApplicationRunner {

    private final Secrets secrets;
    private final PersonTable people;

    Administrator(Secrets secrets, PersonTable people) {
        this.secrets = secrets;
        this.people = people;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        secrets.read("admin-password")
                .ifPresent(password -> people.addIfMissing("admin", password, Set.of(Role.ADMIN)));
    }
}

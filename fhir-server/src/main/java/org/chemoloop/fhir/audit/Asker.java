package org.chemoloop.fhir.audit;

import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.access.Role;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who asked, and from which machine. */
record Asker(String name, String roles, String address) {

    private static final Asker SERVER = new Asker("fhir-server", "", "");

    static Asker ofThisRequest() {
        return CurrentPerson.ofThisRequest()
                .map(person -> new Asker(person.name(), roles(person), remoteAddress()))
                .orElse(SERVER);
    }

    private static String roles(CurrentPerson person) {
        return String.join(" ", person.roles().stream().map(Role::code).toList());
    }

    private static String remoteAddress() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : "";
    }
}

package org.chemoloop.fhir.loop;

import java.util.Arrays;
import java.util.Set;

/** Who takes a step: a person or a system known by its token, and what it may do. */
public record Person(String name, Set<String> roles) {

    public Person {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role... any) {
        return Arrays.stream(any).anyMatch(role -> roles.contains(role.code()));
    }

    /** The roles that may take steps; the codes are those of the tokens. */
    public enum Role {
        DOCTOR("doctor"),
        CHEMO_NURSE("chemo-nurse"),
        PIVAS_PHARMACIST("pivas-pharmacist"),
        PHARMACIST("pharmacist"),
        PIVAS("pivas"),
        HIS("his"),
        ROUTES("routes");

        private final String code;

        Role(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}

package org.chemoloop.fhir.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person is in the hospital, or which system a client is; tokens carry the codes in the claim {@code roles}. */
public enum Role {
    DOCTOR(false),
    CHEMO_NURSE(false),
    PIVAS_PHARMACIST(false),
    PHARMACIST(false),
    MANAGER(false),
    ENGINEER(false),
    ADMIN(false),
    PDA(true),
    HIS(true),
    PIVAS(true),
    ROUTES(true),
    LABEL(true);

    private final boolean client;

    Role(boolean client) {
        this.client = client;
    }

    /** Empty for a code that only an outside issuer knows. */
    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A system of the installation, not a person; its name is the code of its role. */
    public boolean isClient() {
        return client;
    }
}

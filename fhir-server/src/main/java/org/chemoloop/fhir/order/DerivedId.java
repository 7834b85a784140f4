package org.chemoloop.fhir.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.hl7.fhir.r4.model.Identifier;

/** The id of a resource, worked out from its identity: however many writers race, there is one resource. */
public final class DerivedId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    private DerivedId() {}

    /** A letter for the kind of thing and 26 characters of base 32: {@code p-4ks…}. */
    public static String of(char letter, String system, String value) {
        byte[] hash = sha256(system + "|" + value);
        StringBuilder id = new StringBuilder(LENGTH + 2).append(letter).append('-');
        long buffer = 0;
        int bits = 0;
        int next = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (bits < 5) {
                buffer = buffer << 8 | hash[next++] & 0xff;
                bits += 8;
            }
            bits -= 5;
            id.append(ALPHABET.charAt((int) (buffer >> bits) & 31));
        }
        return id.toString();
    }

    public static String of(char letter, Identifier identity) {
        return of(letter, identity.getSystem(), identity.getValue());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

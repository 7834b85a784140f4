package org.chemoloop.routes.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a counterpart said to one of our messages.
 *
 * @param code MSA-1
 * @param controlId MSA-2
 * @param text MSA-3 or ERR-8
 */
public record Acknowledgment(String code, String controlId, String text) {

    /** Empty when the bytes are no acknowledgment at all. */
    static Optional<Acknowledgment> read(byte[] answer) {
        String text = new String(answer, UTF_8);
        if (!text.startsWith("MSH") || text.length() < 4) {
            return Optional.empty();
        }
        String separator = Pattern.quote(text.substring(3, 4));
        Optional<Acknowledgment> found = Optional.empty();
        for (String segment : text.split("[\r\n]+")) {
            String[] fields = segment.split(separator, -1);
            if (fields[0].equals("MSA")) {
                found = Optional.of(new Acknowledgment(field(fields, 1), field(fields, 2), field(fields, 3)));
            } else if (fields[0].equals("ERR")
                    && found.isPresent()
                    && found.get().text().isEmpty()) {
                found = Optional.of(
                        new Acknowledgment(found.get().code(), found.get().controlId(), field(fields, 8)));
            }
        }
        return found;
    }

    /** MSH-10 of a message; empty when it has none. */
    static String controlIdOf(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        String header = new String(message, 0, end, UTF_8);
        return header.length() < 4 ? "" : field(header.split(Pattern.quote(header.substring(3, 4)), -1), 9);
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }
}

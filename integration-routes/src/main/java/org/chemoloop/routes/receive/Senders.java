package org.chemoloop.routes.receive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;

/**
 * Who may send on a channel, by MSH-3, MSH-4 and the certificate shown; anybody who reaches the port when it is empty.
 *
 * @param known the senders that are let in
 */
public record Senders(List<Sender> known) {
    public static final Senders ANYBODY = new Senders(List.of());

    /**
     * One sender.
     *
     * @param application MSH-3.1
     * @param facility MSH-4.1; any when empty
     * @param certificate the common name in its client certificate; any when empty
     */
    private record Sender(String application, String facility, String certificate) {
        static Sender parse(String text) {
            String[] parts = text.split("\\|", -1);
            if (parts.length > 3 || parts[0].isBlank()) {
                throw new IllegalArgumentException(
                        "a sender is APPLICATION|FACILITY|CERTIFICATE, the last two may be left out; not '" + text
                                + "'");
            }
            return new Sender(part(parts, 0), part(parts, 1), part(parts, 2));
        }

        private static String part(String[] parts, int index) {
            return index < parts.length ? parts[index].strip() : "";
        }

        boolean isNamed(Hl7Message.Header header) {
            return application.equals(header.sendingApplication())
                    && (facility.isEmpty() || facility.equals(header.sendingFacility()));
        }

        boolean hasShown(String shown) {
            return certificate.isEmpty() || certificate.equals(shown);
        }
    }

    /** @param setting senders separated by commas, e.g. {@code HIS|HOSPITAL|his.hospital.example,LIS} */
    public static Senders parse(String setting) {
        return new Senders(Arrays.stream(setting.split(","))
                .filter(text -> !text.isBlank())
                .map(Sender::parse)
                .toList());
    }

    /** Why this sender is not let in. */
    Optional<Finding> objection(Hl7Message.Header header, String certificate) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<Sender> named =
                known.stream().filter(sender -> sender.isNamed(header)).toList();
        if (named.isEmpty()) {
            return Optional.of(Finding.reject(
                    Finding.TABLE_VALUE,
                    "MSH^1^3",
                    "MSH-3 and MSH-4 name no sender that may send here. Have it added to the senders of this"
                            + " interface."));
        }
        return named.stream().anyMatch(sender -> sender.hasShown(certificate))
                ? Optional.empty()
                : Optional.of(Finding.reject(
                        Finding.TABLE_VALUE,
                        "MSH^1^3",
                        "MSH-3 and MSH-4 name a sender whose certificate is another than the one shown. Send with"
                                + " its own certificate."));
    }
}

package org.chemoloop.simulators.wire;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Who speaks: writes the MSH of every message with a control id that no other run uses. */
public final class SendingApplication {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.systemDefault());

    private final String name;
    private final String run;
    private final Clock clock;
    private final AtomicLong sent = new AtomicLong();

    /** @param run tells this run's control ids from every other run's */
    public SendingApplication(String name, String run, Clock clock) {
        this.name = name;
        this.run = run;
        this.clock = clock;
    }

    /** One message of this application: its MSH and the given segments. */
    public Hl7 message(String type, String version, String... segments) {
        return new Hl7(msh(type, version) + "\r" + String.join("\r", segments) + "\r");
    }

    /** The application acknowledgement {@code AA} of a received message. */
    public Hl7 accept(Hl7 received) {
        return message("ACK", "2.5", "MSA|AA|" + received.controlId());
    }

    private String msh(String type, String version) {
        String control = name.charAt(0) + run + Long.toString(sent.incrementAndGet(), 36);
        return "MSH|^~\\&|%s|HOSPITAL|CHEMOLOOP|DAYCHEMO|%s||%s|%s|P|%s||||||UNICODE UTF-8"
                .formatted(name, now(), type, control.toUpperCase(Locale.ROOT), version);
    }

    /** Now, as an HL7 timestamp. */
    public String now() {
        return timestamp(clock.instant());
    }

    /** An instant as an HL7 timestamp of this machine's time zone. */
    public static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }
}

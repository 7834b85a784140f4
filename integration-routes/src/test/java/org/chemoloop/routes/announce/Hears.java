package org.chemoloop.routes.announce;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chemoloop.routes.recover.OutgoingMessage;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/** What PIVAS and HIS hear of events as the FHIR side publishes them: a collection of message Bundles. */
public final class Hears {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private Hears() {}

    /** All messages, one after the other. */
    public static byte[] of(String given, ZoneId zone) {
        Opening pivas = new Opening("PIVAS", "HOSPITAL", zone);
        Opening his = new Opening("HIS", "HOSPITAL", zone);
        Announcements announcements = new Announcements(
                FHIR,
                new OrderToPivas(pivas),
                new AdministrationToHis(his, new Counted()),
                new DispenseToHis(his),
                new AppointmentToHis(his),
                new DeadEvents(new JdbcTemplate(), Clock.systemUTC()));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Bundle events = FHIR.newJsonParser().parseResource(Bundle.class, given);
        for (BundleEntryComponent event : events.getEntry()) {
            String json = FHIR.newJsonParser().encodeResourceToString(event.getResource());
            for (OutgoingMessage message : announcements.of(json)) {
                all.writeBytes(message.bytes());
            }
        }
        return all.toByteArray();
    }

    /** The administrations of each bag in the order in which they are told. */
    private static final class Counted implements AdministrationNumbers {
        private final Map<String, List<String>> told = new HashMap<>();

        @Override
        public int of(String bag, String eventId, String event, List<String> takesBack) {
            List<String> events = told.computeIfAbsent(bag, b -> new ArrayList<>());
            events.add(event);
            for (int i = events.size(); i > 0; i--) {
                if (takesBack.contains(events.get(i - 1))) {
                    return i;
                }
            }
            return events.size();
        }
    }
}

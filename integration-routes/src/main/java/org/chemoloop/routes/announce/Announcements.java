package org.chemoloop.routes.announce;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.recover.OutgoingMessage;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns each event of the loop into the messages that PIVAS and HIS are owed about it. */
public final class Announcements {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private final FhirContext fhir;
    private final OrderToPivas order;
    private final AdministrationToHis administration;
    private final DispenseToHis dispense;
    private final AppointmentToHis appointment;
    private final DeadEvents unreadable;

    public Announcements(
            FhirContext fhir,
            OrderToPivas order,
            AdministrationToHis administration,
            DispenseToHis dispense,
            AppointmentToHis appointment,
            DeadEvents unreadable) {
        this.fhir = fhir;
        this.order = order;
        this.administration = administration;
        this.dispense = dispense;
        this.appointment = appointment;
        this.unreadable = unreadable;
    }

    /** The same event always makes the same messages, under the same control ids. */
    public List<OutgoingMessage> of(String json) {
        Bundle bundle = fhir.newJsonParser().parseResource(Bundle.class, json);
        LoopEvent event = new LoopEvent(bundle);
        EventCode code = EventCode.of(event.code()).orElse(null);
        if (code == null) {
            log.info("nobody to tell event={} code={}", event.id(), event.code());
            return List.of();
        }
        OutgoingMessage message = switch (code) {
            case BAG_ORDERED -> pivas(event, "NW");
            case BAG_RELEASED -> pivas(event, "RL");
            case BAG_CHANGED -> pivas(event, "XO");
            case BAG_CANCELLED -> pivas(event, "CA");
            case BAG_DISPATCHED -> his(event, "RDS^O13", dispense.write(event));
            case INFUSION_STARTED,
                    INFUSION_PAUSED,
                    INFUSION_RESUMED,
                    INFUSION_COMPLETED,
                    INFUSION_STOPPED,
                    INFUSION_NOT_GIVEN,
                    START_TAKEN_BACK,
                    END_TAKEN_BACK -> his(event, "RAS^O17", administration.write(event, code));
            case APPOINTMENT_BOOKED -> appointment(event, "S12");
            case APPOINTMENT_MOVED -> appointment(event, "S13");
            case APPOINTMENT_CANCELLED -> appointment(event, "S15");
        };
        return List.of(message.about(json));
    }

    /** Lays an event aside that nobody can be told about, so that the next ones can. */
    public void unreadable(String json, Exception cause) {
        unreadable.lay(json, cause);
    }

    private OutgoingMessage pivas(LoopEvent event, String orderControl) {
        return owed(event, "pivas", "RDE^O11", order.write(event, orderControl));
    }

    private OutgoingMessage appointment(LoopEvent event, String trigger) {
        return his(event, "SIU^" + trigger, appointment.write(event, trigger));
    }

    private static OutgoingMessage his(LoopEvent event, String type, byte[] message) {
        return owed(event, "his", type, message);
    }

    private static OutgoingMessage owed(LoopEvent event, String channel, String type, byte[] message) {
        return new OutgoingMessage(
                channel,
                Opening.controlId(event.id()),
                type,
                "patient|" + event.patient().getIdElement().getIdPart(),
                event.patient().getIdentifier().stream()
                        .map(Identifier::getValue)
                        .toList(),
                orders(event),
                message,
                null,
                event.correlation().orElse(null),
                null);
    }

    private static List<String> orders(LoopEvent event) {
        if (event.appointment().isPresent()) {
            return LoopEvent.identifier(event.appointment().get().getIdentifier(), "appointment").stream()
                    .toList();
        }
        List<String> orders = new ArrayList<>();
        orders.add(event.bagCode());
        for (MedicationRequest line : event.lines()) {
            LoopEvent.identifier(line.getIdentifier(), "placer-order").ifPresent(orders::add);
        }
        return orders;
    }
}

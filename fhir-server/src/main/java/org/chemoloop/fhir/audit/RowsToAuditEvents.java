package org.chemoloop.fhir.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;

/** One AuditEvent per write; what one person read within a few seconds is one AuditEvent, too. */
final class RowsToAuditEvents {

    private static final String TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String SUBTYPE = "http://hl7.org/fhir/restful-interaction";
    private static final String USER = "https://chemoloop.org/fhir/sid/user";

    private RowsToAuditEvents() {}

    static List<AuditEvent> convert(List<AuditRow> rows) {
        Map<Object, List<AuditRow>> together = new LinkedHashMap<>();
        for (AuditRow row : rows) {
            Object group = row.isRead() ? row.who() : row;
            together.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
        }
        return together.values().stream().map(RowsToAuditEvents::event).toList();
    }

    private static AuditEvent event(List<AuditRow> rows) {
        AuditRow first = rows.get(0);
        Instant last = rows.stream()
                .map(AuditRow::recorded)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var event = new AuditEvent();
        event.setType(new Coding(TYPE, "rest", "RESTful Operation"));
        rows.stream()
                .map(AuditRow::subtype)
                .distinct()
                .forEach(subtype ->
                        event.addSubtype(new Coding().setSystem(SUBTYPE).setCode(subtype)));
        event.setAction(AuditEventAction.fromCode(first.action()));
        event.setRecorded(Date.from(last));
        if (!last.equals(first.recorded())) {
            event.getPeriod().setStart(Date.from(first.recorded())).setEnd(Date.from(last));
        }
        event.setOutcome(AuditEventOutcome._0);
        addAgent(event, first.who());
        event.getSource().getObserver().setDisplay("ChemoLoop");
        rows.stream()
                .flatMap(row -> row.what().stream())
                .distinct()
                .sorted()
                .forEach(reference -> event.addEntity().setWhat(new Reference(reference)));
        rows.stream()
                .map(AuditRow::request)
                .filter(request -> !request.isEmpty())
                .distinct()
                .forEach(request -> event.addEntity().setQuery(request.getBytes(UTF_8)));
        return event;
    }

    private static void addAgent(AuditEvent event, Asker who) {
        var agent = event.addAgent().setRequestor(true);
        agent.getWho().setDisplay(who.name()).getIdentifier().setSystem(USER).setValue(who.name());
        if (!who.roles().isEmpty()) {
            agent.addRole().setText(who.roles());
        }
        if (!who.address().isEmpty()) {
            agent.getNetwork().setAddress(who.address()).setType(AuditEventAgentNetworkType._2);
        }
    }
}

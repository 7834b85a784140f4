package org.chemoloop.routes.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;

/** Who looked at which message, and whose data it held. */
final class ApiUseToAuditEvent {
    private static final String SID = "https://chemoloop.org/fhir/sid/";
    private static final String TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";

    private ApiUseToAuditEvent() {}

    static AuditEvent convert(ApiUse use) {
        AuditEvent event = new AuditEvent();
        // Of the same request always the same resource, however often it is sent.
        event.setId(use.id().toString());
        event.setType(new Coding(TYPE, "rest", "RESTful Operation"));
        event.setAction(use.method().equals("GET") ? AuditEventAction.R : AuditEventAction.E);
        event.setRecorded(Date.from(use.at()));
        event.setOutcome(AuditEventOutcome._0);
        AuditEventAgentComponent agent = event.addAgent().setRequestor(true);
        agent.getWho()
                .setDisplay(use.who())
                .getIdentifier()
                .setSystem(SID + "user")
                .setValue(use.who());
        agent.addRole().setText(use.roles());
        agent.getNetwork().setAddress(use.address()).setType(AuditEventAgentNetworkType._2);
        event.getSource().getObserver().setDisplay("ChemoLoop integration-routes");
        String asked = use.method() + " " + use.path() + (use.query().isEmpty() ? "" : "?" + use.query());
        event.addEntity().setQuery(asked.getBytes(UTF_8));
        UUID message = use.message();
        if (message != null) {
            event.addEntity()
                    .getWhat()
                    .setIdentifier(
                            new Identifier().setSystem(SID + "kept-message").setValue(message.toString()));
        }
        use.patients()
                .forEach(patient -> event.addEntity()
                        .setType(new Coding(ENTITY_TYPE, "1", "Person"))
                        .getWhat()
                        .setIdentifier(new Identifier().setValue(patient)));
        return event;
    }
}

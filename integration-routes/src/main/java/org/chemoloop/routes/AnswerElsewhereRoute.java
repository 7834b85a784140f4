package org.chemoloop.routes;

import java.util.UUID;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.chemoloop.routes.recover.AnswersElsewhere;
import org.chemoloop.routes.recover.Settlement;

/** From the copy of this service that has found an answer to the sender that waits on a line of this one. */
final class AnswerElsewhereRoute extends RouteBuilder {
    private final String node;
    private final Settlement settlement;

    AnswerElsewhereRoute(String node, Settlement settlement) {
        this.node = node;
        this.settlement = settlement;
    }

    @Override
    public void configure() {
        from("jms:topic:" + AnswersElsewhere.TOPIC + "?selector=" + AnswersElsewhere.NODE + "='" + node + "'")
                .routeId("answers-from-elsewhere")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(60)
                .process(exchange -> found(exchange.getMessage()));
        from("timer:look-up?period=1000&delay=5000")
                .routeId("look-up-answers")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(62)
                .bean(settlement, "lookUp");
        from("timer:answers?period=30000&delay=10000")
                .routeId("remember-answers")
                .routeConfigurationId(ErrorPolicy.RETRY_BY_CAUSE)
                .startupOrder(61)
                .bean(settlement, "remember");
    }

    private void found(Message note) {
        byte[] said = note.getBody(byte[].class);
        settlement.found(
                UUID.fromString(note.getHeader(AnswersElsewhere.ARRIVAL, String.class)),
                UUID.fromString(note.getHeader(AnswersElsewhere.KEPT, String.class)),
                said == null ? new byte[0] : said,
                note.getHeader(AnswersElsewhere.LATE, false, Boolean.class));
    }
}

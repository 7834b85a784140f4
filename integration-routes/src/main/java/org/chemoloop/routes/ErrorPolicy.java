package org.chemoloop.routes;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.support.processor.PredicateValidationException;
import org.chemoloop.routes.announce.Announcements;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.announce.EventOrder;
import org.chemoloop.routes.announce.Owed;
import org.chemoloop.routes.channel.Pauses;
import org.chemoloop.routes.conform.StrictOut;
import org.chemoloop.routes.mllp.DeliveryFailure;
import org.chemoloop.routes.receive.Journal.NotKeptException;
import org.chemoloop.routes.receive.Reception;
import org.chemoloop.routes.recover.InHand;
import org.chemoloop.routes.recover.OutOfTurnException;
import org.chemoloop.routes.recover.Parking;
import org.chemoloop.routes.submit.FailureKind;
import org.chemoloop.routes.submit.SubmitFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jms.JmsException;

/** What happens when a step fails, by the cause and in one place: answer, wait, park, bury, stop. */
final class ErrorPolicy extends RouteConfigurationBuilder {
    static final String ANSWER_EVERY_MESSAGE = "answer-every-message";
    static final String RETRY_BY_CAUSE = "retry-by-cause";
    static final String NEVER_LOSE_AN_EVENT = "never-lose-an-event";
    static final String DELIVER_IN_ORDER = "deliver-in-order-";

    private static final Logger log = LoggerFactory.getLogger(ErrorPolicy.class);
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int QUICK_TRIES = 2;
    /** In a quarter of a second each: far longer than a broker takes to give back what a consumer has left behind. */
    private static final int RETURNS = 60;

    private static final String DELIVERIES = "JMSXDeliveryCount";

    private final Pauses pauses;
    private final Reception reception;
    private final Parking parking;
    private final EventOrder order;
    private final Announcements announcements;
    private final Deliveries deliveries;
    private final StrictOut strict;

    ErrorPolicy(
            Pauses pauses,
            Reception reception,
            Parking parking,
            EventOrder order,
            Announcements announcements,
            Deliveries deliveries,
            StrictOut strict) {
        this.pauses = pauses;
        this.reception = reception;
        this.parking = parking;
        this.order = order;
        this.announcements = announcements;
        this.deliveries = deliveries;
        this.strict = strict;
    }

    @Override
    public void configuration() {
        routeConfiguration(ANSWER_EVERY_MESSAGE)
                .onException(NotKeptException.class)
                .handled(true)
                .process(exchange ->
                        exchange.getMessage().setBody(reception.notKept(failure(exchange, NotKeptException.class))));
        retryByCause(routeConfiguration(RETRY_BY_CAUSE));
        neverLoseAnEvent(routeConfiguration(NEVER_LOSE_AN_EVENT));
        deliverInOrder("his");
        deliverInOrder("pivas");
    }

    private void retryByCause(RouteConfigurationDefinition routes) {
        waitForDatabase(routes);
        // Nobody there: nothing else could go on either, so the queue waits with its head.
        waiting(
                () -> pauses.isPaused("fhir-server"),
                routes.onException(SubmitFailure.class)
                        .onWhen(exchange -> isAway(failure(exchange, SubmitFailure.class)))
                        .onExceptionOccurred(exchange -> parking.waits(inHand(exchange), cause(exchange))));
        routes.onException(SubmitFailure.class)
                .onWhen(exchange -> failure(exchange, SubmitFailure.class).kind() == FailureKind.PERMANENT)
                .handled(true)
                .process(exchange -> parking.bury(inHand(exchange), cause(exchange)));
        // Whoever has its group now looks whether it has its effect already.
        backToTheQueue(routes.onException(SubmitFailure.class)
                .onWhen(exchange -> failure(exchange, SubmitFailure.class).kind() == FailureKind.OVERTAKEN));
        backToTheQueue(routes.onException(OutOfTurnException.class));
        // The server is there and fails on this one: a few quick tries, then its group steps aside.
        routes.onException(SubmitFailure.class)
                .maximumRedeliveries(QUICK_TRIES)
                .redeliveryDelay(FIRST.toMillis())
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .handled(true)
                .process(exchange -> parking.park(inHand(exchange), failure(exchange, SubmitFailure.class)));
        // A bug of ours must not block the patient for ever.
        routes.onException(RuntimeException.class)
                .onWhen(ErrorPolicy::isOurs)
                .handled(true)
                .process(exchange -> parking.bury(inHand(exchange), cause(exchange)));
    }

    private static void backToTheQueue(OnExceptionDefinition failure) {
        failure.logExhausted(false)
                .log(LoggingLevel.INFO, ErrorPolicy.class.getName(), "back to the queue: ${exception.message}")
                .delay(FIRST.toMillis())
                .syncDelayed();
    }

    /** Whether it went back to its queue so often that what it waits for cannot be there: it goes on without. */
    static boolean hasWaitedInVain(Exchange exchange) {
        boolean inVain = exchange.getMessage().getHeader(DELIVERIES, 0, Integer.class) > RETURNS;
        if (inVain) {
            log.warn("no longer asks for its turn route={}", exchange.getFromRouteId());
        }
        return inVain;
    }

    private void neverLoseAnEvent(RouteConfigurationDefinition routes) {
        waitForDatabase(routes);
        backToTheQueue(routes.onException(OutOfTurnException.class));
        routes.onException(RuntimeException.class)
                .onWhen(exchange -> isRunning(exchange) && !(cause(exchange) instanceof JmsException))
                .handled(true)
                .process(exchange -> announcements.unreadable(
                        exchange.getProperty(AnnounceRoute.EVENT, "", String.class), cause(exchange)))
                .process(exchange -> AnnounceRoute.told(order, exchange));
    }

    private void deliverInOrder(String channel) {
        RouteConfigurationDefinition routes = routeConfiguration(DELIVER_IN_ORDER + channel);
        waitForDatabase(routes);
        waiting(
                () -> pauses.isPaused(channel),
                routes.onException(DeliveryFailure.Unreachable.class)
                        .onExceptionOccurred(exchange -> deliveries.waits(owed(exchange), cause(exchange))));
        routes.onException(DeliveryFailure.Rejected.class)
                .handled(true)
                .process(exchange -> deliveries.stop(owed(exchange), cause(exchange)));
        routes.onException(DeliveryFailure.Failed.class)
                .handled(true)
                .process(exchange -> deliveries.parkOrStop(owed(exchange), cause(exchange)));
        routes.onException(DeliveryFailure.NoAnswer.class)
                .handled(true)
                .process(exchange -> deliveries.park(owed(exchange), cause(exchange)));
        // Written wrongly by ourselves: nobody else may have to find out.
        routes.onException(PredicateValidationException.class)
                .handled(true)
                .process(exchange -> deliveries.bury(
                        owed(exchange), strict.complaints(exchange.getMessage().getBody(Message.class))));
        routes.onException(HL7Exception.class)
                .handled(true)
                .process(exchange -> deliveries.bury(
                        owed(exchange),
                        "HAPI can't read it: "
                                + failure(exchange, HL7Exception.class)
                                        .getClass()
                                        .getSimpleName()));
    }

    private void waitForDatabase(RouteConfigurationDefinition routes) {
        waiting(() -> false, routes.onException(DataAccessException.class));
        // The message goes back to its queue, and the broker is told on in one line.
        routes.onException(JmsException.class).logStackTrace(false).logExhaustedMessageHistory(false);
    }

    /** Tries for as long as it takes, but gives the message back to its queue when the route has to stop. */
    private void waiting(BooleanSupplier paused, OnExceptionDefinition failure) {
        failure.retryWhile(exchange -> !paused.getAsBoolean() && isRunning(exchange))
                .redeliveryDelay(FIRST.toMillis())
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(LONGEST.toMillis())
                .retryAttemptedLogLevel(LoggingLevel.WARN)
                .logRetryStackTrace(false);
    }

    private static boolean isRunning(Exchange exchange) {
        return exchange.getContext().getStatus().isStarted();
    }

    /** A bug in a step, not a broken cable or the end of the service. */
    private static boolean isOurs(Exchange exchange) {
        Exception cause = cause(exchange);
        return isRunning(exchange)
                && exchange.getMessage().getBody() instanceof InHand
                && cause instanceof RuntimeException
                && !(cause instanceof JmsException)
                && !(cause instanceof RejectedExecutionException);
    }

    private static boolean isAway(SubmitFailure failure) {
        return failure.kind() == FailureKind.TRANSIENT && !failure.reached();
    }

    private static Exception cause(Exchange exchange) {
        return failure(exchange, Exception.class);
    }

    private static <E extends Exception> E failure(Exchange exchange, Class<E> kind) {
        Exception current = exchange.getException();
        Object caught = current == null ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT) : current;
        Throwable cause = (Throwable) caught;
        while (!kind.isInstance(cause) && cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return kind.cast(cause);
    }

    private static InHand inHand(Exchange exchange) {
        return exchange.getMessage().getBody(InHand.class);
    }

    private static Owed owed(Exchange exchange) {
        return exchange.getProperty(DeliverRoute.OWED, Owed.class);
    }
}

package org.chemoloop.fhir.submit;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.access.Role;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.submit.Places.Place;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * {@code POST /fhir/$submit}: one HL7 v2 message as its translation, a transaction Bundle. Unlike a transaction it is
 * decided order by order; the answer has one entry for each, in the same order. Submitting again changes nothing.
 */
@Component
class SubmitOperation implements FhirOperation {

    private static final Logger log = LoggerFactory.getLogger(SubmitOperation.class);

    private static final int TRIES = 8;

    private final IHapiTransactionService transactions;
    private final Submissions submissions;
    private final Places places;

    SubmitOperation(IHapiTransactionService transactions, Submissions submissions, Places places) {
        this.places = places;
        this.transactions = transactions;
        this.submissions = submissions;
    }

    @Operation(name = "$submit", idempotent = false)
    public Bundle submit(@ResourceParam Bundle message, HttpServletRequest request) {
        return decide(message, Place.of(request));
    }

    /** The decisions, one for each entry; without a place when nobody else sends for this patient. */
    Bundle decide(Bundle message, Optional<Place> place) {
        if (message.getType() != BundleType.TRANSACTION) {
            throw new InvalidRequestException("$submit takes a Bundle of type transaction");
        }
        Person sender = sender();
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(
                        transactions.withRequest(new SystemRequestDetails()).execute(() -> {
                            place.ifPresent(places::take);
                            return submissions.carryOut(message.copy(), sender);
                        }));
            } catch (ResourceVersionConflictException | ConcurrencyFailureException conflict) {
                if (attempt == TRIES) {
                    throw conflict;
                }
                // Somebody else wrote the same patient, visit or bag: judge again on what is true now.
                log.info(
                        "message={} again={} because={}",
                        message.getIdentifier().getValue(),
                        attempt,
                        conflict.toString());
            }
        }
    }

    private static Person sender() {
        CurrentPerson current = CurrentPerson.ofThisRequest()
                .orElseThrow(() -> new InvalidRequestException("$submit needs to know its sender"));
        Set<String> roles = current.roles().stream().map(Role::code).collect(Collectors.toSet());
        return new Person(current.name(), roles);
    }
}

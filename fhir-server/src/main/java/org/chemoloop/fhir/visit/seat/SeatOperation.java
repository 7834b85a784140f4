package org.chemoloop.fhir.visit.seat;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Objects;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code Location/$seat}: a nurse says that a seat is free, occupied, being cleaned or out of service. */
@Component
public class SeatOperation implements FhirOperation {

    private final SeatPlan seats;
    private final Locks locks;
    private final IHapiTransactionService transactions;

    SeatOperation(SeatPlan seats, Locks locks, IHapiTransactionService transactions) {
        this.seats = seats;
        this.locks = locks;
        this.transactions = transactions;
    }

    @Operation(name = "$seat", type = Location.class)
    public Location seat(
            @OperationParam(name = "seat", min = 1, max = 1) @Nullable StringType seat,
            @OperationParam(name = "state", min = 1, max = 1) @Nullable StringType state) {
        String number = seat == null ? "" : seat.getValue();
        SeatState wanted = SeatState.ofCode(state == null ? "" : state.getValue())
                .orElseThrow(() -> new InvalidRequestException("state is a code of cs/seat-state"));
        return Objects.requireNonNull(transactions
                .withRequest(OwnWrite.request())
                .execute(() -> {
                    locks.take(List.of("seat|" + number));
                    Location location = seats.find(number)
                            .orElseThrow(() -> new ResourceNotFoundException("There is no seat " + number));
                    location.setOperationalStatus(wanted.coding());
                    seats.put(location);
                    return location;
                }));
    }
}

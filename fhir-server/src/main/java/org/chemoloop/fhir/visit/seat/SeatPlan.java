package org.chemoloop.fhir.visit.seat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.util.Optional;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.springframework.stereotype.Component;

/** The seats of the centre: Locations with a number, in areas of it. */
@Component
class SeatPlan {

    private final DaoRegistry daos;
    private final StoredIdentifiers identifiers;

    SeatPlan(DaoRegistry daos, StoredIdentifiers identifiers) {
        this.daos = daos;
        this.identifiers = identifiers;
    }

    /** Empty for a number that the centre does not have; a HIS may book seats that nobody keeps here. */
    Optional<Location> find(String number) {
        return identifiers
                .find("Location", new Identifier().setSystem(Booking.SEAT).setValue(number))
                .stream()
                .findFirst()
                .map(id -> daos.getResourceDao(Location.class).read(new IdType("Location", id), OwnWrite.request()));
    }

    /** The id of the Location that a seat is part of; empty where nobody says it. */
    Optional<String> area(String number) {
        return find(number).map(seat -> seat.getPartOf().getReferenceElement().getIdPart());
    }

    void put(Location seat) {
        daos.getResourceDao(Location.class).update(seat, OwnWrite.request());
    }
}

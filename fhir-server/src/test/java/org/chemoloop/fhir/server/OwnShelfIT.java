package org.chemoloop.fhir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.hl7.fhir.r4.model.Location;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Copies of the server that start together bring the same resources along. */
@FhirServerTest
class OwnShelfIT {

    @Autowired
    FhirCaller fhir;

    @Autowired
    OwnShelf shelf;

    @Test
    void fourCopiesThatStartTogetherAllStart() throws Exception {
        List<Location> places = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Location place = new Location();
            place.setId("shelf-together-" + i);
            place.setName("座位 " + i);
            places.add(place);
        }
        Callable<Boolean> start = () -> {
            shelf.put(places);
            return true;
        };
        var pool = Executors.newFixedThreadPool(4);
        for (var started : pool.invokeAll(Collections.nCopies(4, start))) {
            assertThat(started.get()).isTrue();
        }
        pool.shutdown();
        assertThat(fhir.as("engineer1").get("Location/shelf-together-4").status())
                .isEqualTo(200);
    }
}

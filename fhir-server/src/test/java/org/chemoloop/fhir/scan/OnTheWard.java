package org.chemoloop.fhir.scan;

import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A test of what happens with patients and bags on the ward, on the whole server. */
@FhirServerTest
abstract class OnTheWard {

    @Autowired
    FhirCaller fhir;

    @Autowired
    Store store;

    Ward ward;
    Devices devices;

    @BeforeEach
    final void openTheWard() {
        ward = new Ward(fhir, store);
        devices = new Devices(fhir);
    }
}

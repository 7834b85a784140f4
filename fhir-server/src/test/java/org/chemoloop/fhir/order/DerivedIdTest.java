package org.chemoloop.fhir.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DerivedIdTest {

    @Test
    void theSameIdentityAlwaysHasTheSameIdOfTheShapeThatFhirAllows() {
        String id = DerivedId.of('p', Terms.OUTPATIENT_NUMBER, "M12193215");

        assertThat(id).matches("p-[a-z2-7]{26}").isEqualTo(DerivedId.of('p', Terms.OUTPATIENT_NUMBER, "M12193215"));
    }

    @Test
    void anotherNumberOrSystemIsAnotherPatient() {
        assertThat(DerivedId.of('p', Terms.OUTPATIENT_NUMBER, "1"))
                .isNotEqualTo(DerivedId.of('p', Terms.OUTPATIENT_NUMBER, "2"))
                .isNotEqualTo(DerivedId.of('p', Terms.sid("resident-id"), "1"));
    }
}

package org.chemoloop.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HospitalTimeTest {

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void goBack() {
        TimeZone.setDefault(before);
    }

    @Test
    void daysTurnInTheHospitalAndNotInTheMachineRoom() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        FhirServerApplication.liveIn("Asia/Shanghai");
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void whereNobodySetsAZoneTheMachinesStays() {
        FhirServerApplication.liveIn("");
        FhirServerApplication.liveIn(null);
        assertThat(TimeZone.getDefault()).isEqualTo(before);
    }

    @Test
    void aZoneThatNobodyKnowsStopsTheStart() {
        assertThatThrownBy(() -> FhirServerApplication.liveIn("Asia/Huzhou"))
                .hasMessageContaining("CHEMOLOOP_TIME_ZONE");
    }
}

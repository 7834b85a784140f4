package org.chemoloop.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void withoutSettingsTheDefaultsOfTheInstallationHold() {
        var installation = Installation.from(Map.of());

        assertThat(installation.fhir()).hasToString("http://localhost:8080");
        assertThat(installation.labels()).hasToString("http://localhost:8082");
        assertThat(installation.ordersIn().getPort()).isEqualTo(2575);
        assertThat(installation.pivasIn().getPort()).isEqualTo(2576);
        assertThat(installation.pivasListens().getPort()).isEqualTo(6661);
        assertThat(installation.hisListens().getPort()).isEqualTo(6662);
        assertThat(installation.secrets()).hasToString("data/secrets");
    }

    @Test
    void aSecondInstallationIsReachedByItsOwnPorts() {
        var installation = Installation.from(Map.of(
                "CHEMOLOOP_DATA_DIR", "second",
                "CHEMOLOOP_FHIR_PORT", "18080",
                "CHEMOLOOP_PIVAS_ADDRESS", "127.0.0.1:7777"));

        assertThat(installation.fhir()).hasPort(18080);
        assertThat(installation.pivasListens().getPort()).isEqualTo(7777);
        assertThat(installation.secrets()).hasToString("second/secrets");
    }
}

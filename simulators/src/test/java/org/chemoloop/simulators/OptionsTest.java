package org.chemoloop.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void whatIsNotSaidStaysAsUsual() {
        var options = Options.parse(
                new String[] {"start", "--bags", "7", "800000000044"}, Map.of("bags", "40", "patients", "12"));

        assertThat(options.number("bags")).isEqualTo(7);
        assertThat(options.number("patients")).isEqualTo(12);
        assertThat(options.words()).containsExactly("start", "800000000044");
    }

    @Test
    void aTypoIsNotPlayedAsAnOrdinaryDay() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--bag", "7"}, Map.of("bags", "40")))
                .hasMessageContaining("--bag")
                .hasMessageContaining("--bags");
    }

    @Test
    void anOptionWithoutItsValueIsNotUnderstood() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--bags"}, Map.of("bags", "40")))
                .hasMessageContaining("--bags");
    }
}

package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.chemoloop.scenarios.Chaos.Plan;
import org.chemoloop.scenarios.ChaosReckoning.Result;
import org.junit.jupiter.api.Test;

/** Three short rounds of {@code ./chemoloop chaos}: integration-routes killed, fhir-server frozen, database killed. */
class ChaosIT {

    private static final Plan SHORT = new Plan(3, 1, Duration.ofSeconds(6), Duration.ofSeconds(3), 20261128, 3);

    @Test
    void whateverDiesNothingIsLostDoubledOrOutOfOrder() throws IOException, InterruptedException, ExecutionException {
        Result result = Chaos.run(SHORT);

        assertThat(result).as("%s", result).matches(Result::isClean, "clean");
    }
}

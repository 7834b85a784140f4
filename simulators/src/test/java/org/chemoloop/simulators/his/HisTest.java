package org.chemoloop.simulators.his;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.chemoloop.simulators.wire.MllpLine;
import org.chemoloop.simulators.wire.SendingApplication;
import org.junit.jupiter.api.Test;

class HisTest {

    private final SendingApplication chemoLoop = new SendingApplication("CHEMOLOOP", "RUN", Clock.systemUTC());
    private final List<String> notices = new ArrayList<>();

    @Test
    void aWholeInfusionIsItsStartAndItsEnd() throws IOException {
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var his = new His(nowhere, "RUN", Clock.systemUTC(), heard -> {});
                var ear = his.listen(nowhere, notices::add);
                var line = new MllpLine(new InetSocketAddress(InetAddress.getLoopbackAddress(), ear.port()))) {
            line.send(chemoLoop.message("RAS^O17^RAS_O17", "2.5", "ORC|SC|P1", rxa("800000000044", "")));
            assertThat(his.knowsOfWholeInfusion("800000000044")).isFalse();

            line.send(chemoLoop.message("RAS^O17^RAS_O17", "2.5", "ORC|SC|P1", rxa("800000000044", "CP")));
            assertThat(his.knowsOfWholeInfusion("800000000044")).isTrue();
            assertThat(his.knowsOfWholeInfusion("800000000051")).isFalse();
        }
        assertThat(notices).isEmpty();
    }

    private static String rxa(String bag, String completion) {
        return "RXA|0|1|20261124090000||CARBO150|450|mg|||||||||||||%s|||||%s".formatted(completion, bag);
    }
}

package org.chemoloop.simulators;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a running ChemoLoop is reached, and where it expects HIS and PIVAS, by the environment it was started with. */
public record Installation(
        URI fhir,
        URI labels,
        InetSocketAddress ordersIn,
        InetSocketAddress pivasIn,
        InetSocketAddress pivasListens,
        InetSocketAddress hisListens,
        Path secrets) {

    /** Reads the variables that {@code ./chemoloop up} uses, with the same defaults. */
    public static Installation from(Map<String, String> environment) {
        Path data = Path.of(environment.getOrDefault("CHEMOLOOP_DATA_DIR", "data"));
        return new Installation(
                URI.create(environment.getOrDefault(
                        "CHEMOLOOP_FHIR_URL",
                        "http://localhost:" + environment.getOrDefault("CHEMOLOOP_FHIR_PORT", "8080"))),
                URI.create("http://localhost:" + environment.getOrDefault("CHEMOLOOP_LABEL_PORT", "8082")),
                address("localhost:" + environment.getOrDefault("CHEMOLOOP_MLLP_HIS_PORT", "2575")),
                address("localhost:" + environment.getOrDefault("CHEMOLOOP_MLLP_PIVAS_PORT", "2576")),
                address(environment.getOrDefault("CHEMOLOOP_PIVAS_ADDRESS", "localhost:6661")),
                address(environment.getOrDefault("CHEMOLOOP_HIS_ADDRESS", "localhost:6662")),
                Path.of(environment.getOrDefault(
                        "CHEMOLOOP_SECRETS_DIR", data.resolve("secrets").toString())));
    }

    /** The secret with which the command line obtains tokens of this installation. */
    public String commandLineSecret() throws IOException {
        return Files.readString(secrets.resolve("cli")).strip();
    }

    private static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }
}

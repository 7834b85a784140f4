package org.chemoloop.simulators;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.chemoloop.simulators.pda.Pda;
import org.chemoloop.simulators.pda.ScanAnswer;
import org.chemoloop.simulators.pda.Tokens;

/** A PDA on the command line: one scan, right or wrong, and what ChemoLoop says to it. */
public final class PdaSimulator {

    private static final String USAGE = """
            accept BAG · release BAG · prepare BAG · receive BAG
            confirm BAG WRISTBAND · start BAG WRISTBAND [--witness nurse2]
            round WRISTBAND · complete BAG WRISTBAND
            each with [--nurse nurse1]; exit code 0 accepted, 1 refused, 2 anything else\
            """;

    private PdaSimulator() {}

    /** One scan in the name of {@code --nurse}. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(arguments, Map.of("nurse", "nurse1", "witness", ""));
        var installation = Installation.from(System.getenv());
        Clock clock = Clock.systemDefaultZone();
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var tokens = new Tokens(http, installation.fhir(), installation.commandLineSecret(), clock);
        var pda = new Pda(http, installation.fhir(), tokens, options.text("nurse"), clock);
        ScanAnswer answer = scan(pda, options, clock);
        System.out.println(answer);
        System.exit(answer instanceof ScanAnswer.Accepted ? 0 : answer instanceof ScanAnswer.Refused ? 1 : 2);
    }

    private static ScanAnswer scan(Pda pda, Options options, Clock clock) throws Exception {
        return switch (word(options, 0)) {
            case "accept" -> pda.step(word(options, 1), "accepted");
            case "release" -> pda.step(word(options, 1), "released");
            case "prepare" -> pda.prepare(word(options, 1));
            case "receive" -> pda.receive(word(options, 1));
            case "confirm" -> pda.confirm(word(options, 1), word(options, 2));
            case "start" ->
                pda.start(
                        word(options, 1),
                        word(options, 2),
                        Optional.of(options.text("witness")).filter(name -> !name.isEmpty()));
            case "round" -> pda.round(word(options, 1));
            case "complete" -> pda.complete(word(options, 1), word(options, 2), clock.instant());
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static String word(Options options, int place) {
        if (place >= options.words().size()) {
            throw new IllegalArgumentException(USAGE);
        }
        return options.words().get(place);
    }
}

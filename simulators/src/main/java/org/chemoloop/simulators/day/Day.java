package org.chemoloop.simulators.day;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.chemoloop.simulators.Installation;
import org.chemoloop.simulators.his.His;
import org.chemoloop.simulators.pda.Pda;
import org.chemoloop.simulators.pda.PrintDesk;
import org.chemoloop.simulators.pda.Tokens;
import org.chemoloop.simulators.pivas.Pivas;
import org.chemoloop.simulators.wire.MllpListener;

/**
 * Plays a planned day against an installation, with a HIS, a PIVAS and a label printer of its own where nobody listens
 * yet.
 */
public final class Day {

    private static final Duration HIS_HEARS = Duration.ofSeconds(60);
    private static final Duration CLOSING_TIME = Duration.ofMinutes(30);

    private final Installation installation;
    private final DayPlan plan;
    private final String run;
    private final Pace pace;
    private final long seed;
    private final Clock clock;

    /** @param seed decides who is slow and who is quick, as it decided the plan */
    public Day(Installation installation, DayPlan plan, String run, Pace pace, long seed, Clock clock) {
        this.installation = installation;
        this.plan = plan;
        this.run = run;
        this.pace = pace;
        this.seed = seed;
        this.clock = clock;
    }

    /** Plays the whole day on a table in colour, or line by line. */
    public Tally play(PrintStream out, boolean inColour) throws IOException, InterruptedException {
        var tally = new Tally(inColour ? new TerminalBoard(out, plan, clock) : new PlainBoard(out, plan));
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        var tokens = new Tokens(http, installation.fhir(), installation.commandLineSecret(), clock);
        var bench = Executors.newScheduledThreadPool(2);
        try (var his = new His(installation.ordersIn(), run, clock, heard -> {});
                var labels = new Labels(new PrintDesk(http, installation.labels(), tokens, "nurse1"), tally)) {
            var chairs =
                    new Chairs(his, nurse(http, tokens, "nurse1"), nurse(http, tokens, "nurse2"), labels, tally, pace);
            try (var pivas = new Pivas(installation.pivasIn(), run, clock, pace.compoundingStep(), bench, chairs)) {
                Optional<MllpListener> hisEar = unlessTaken(() -> his.listen(installation.hisListens(), tally::notice));
                Optional<MllpListener> pivasEar =
                        unlessTaken(() -> pivas.listen(installation.pivasListens(), tally::notice));
                playVisits(chairs);
                labels.compare();
                if (hisEar.isPresent()) {
                    hisHasHeard(chairs);
                    hisEar.get().close();
                }
                if (pivasEar.isPresent()) {
                    pivasEar.get().close();
                }
            }
        } finally {
            bench.shutdownNow();
        }
        tally.ended();
        return tally;
    }

    private Pda nurse(HttpClient http, Tokens tokens, String name) {
        return new Pda(http, installation.fhir(), tokens, name, clock);
    }

    private void playVisits(Chairs chairs) throws InterruptedException {
        ExecutorService visits = Executors.newCachedThreadPool();
        for (int i = 0; i < plan.visits().size(); i++) {
            var visit = new VisitPlay(i, plan.visits().get(i), chairs, clock, new Random(seed + i));
            visits.execute(() -> play(visit, chairs.board()));
        }
        visits.shutdown();
        if (!visits.awaitTermination(CLOSING_TIME.toMinutes(), TimeUnit.MINUTES)) {
            chairs.board().surprise("some visits did not end before closing time");
            visits.shutdownNow();
        }
    }

    private static void play(VisitPlay visit, Board board) {
        try {
            visit.play();
        } catch (SurpriseException | IOException | RuntimeException unplanned) {
            board.surprise(unplanned.toString());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hisHasHeard(Chairs chairs) throws IOException, InterruptedException {
        for (String bag : chairs.bags()) {
            try {
                Patience.await(
                        HIS_HEARS,
                        "HIS hears of start and end of " + bag,
                        () -> Optional.of(bag).filter(chairs.his()::knowsOfWholeInfusion));
            } catch (SurpriseException unheard) {
                chairs.board().surprise(unheard.toString());
            }
        }
    }

    /** A HIS or PIVAS simulator that already runs there takes part in the day in place of ours. */
    private static Optional<MllpListener> unlessTaken(Ear ear) throws IOException {
        try {
            return Optional.of(ear.open());
        } catch (BindException taken) {
            return Optional.empty();
        }
    }

    private interface Ear {
        MllpListener open() throws IOException;
    }
}

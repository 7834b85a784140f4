package org.chemoloop.simulators;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.chemoloop.simulators.day.Day;
import org.chemoloop.simulators.day.DayPlan;
import org.chemoloop.simulators.day.Pace;
import org.chemoloop.simulators.day.Tally;

/** Plays a day of visits through a running installation; exit code 1 when something didn't go as planned. */
public final class DemoDay {

    private DemoDay() {}

    /** {@code [--patients 12] [--bags 40] [--seed 1] [--pace 1] [--colour auto|always|never]}. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(
                arguments, Map.of("patients", "12", "bags", "40", "seed", "1", "pace", "1", "colour", "auto"));
        Clock clock = Clock.systemDefaultZone();
        String run = runOf(clock);
        long seed = options.number("seed");
        DayPlan plan = DayPlan.of(options.number("patients"), options.number("bags"), seed, run);
        var day = new Day(Installation.from(System.getenv()), plan, run, new Pace(options.factor("pace")), seed, clock);
        Tally tally = day.play(System.out, inColour(options.text("colour")));
        System.out.println(tally.summary());
        System.exit(tally.asPlanned() ? 0 : 1);
    }

    /** Seven characters that no other run of the next two years begins its numbers with. */
    static String runOf(Clock clock) {
        String millis = Long.toString(clock.millis(), 36).toUpperCase(Locale.ROOT);
        return millis.substring(millis.length() - 7);
    }

    private static boolean inColour(String wish) {
        return switch (wish) {
            case "always" -> true;
            case "never" -> false;
            default -> System.console() != null && System.getenv("NO_COLOR") == null;
        };
    }
}

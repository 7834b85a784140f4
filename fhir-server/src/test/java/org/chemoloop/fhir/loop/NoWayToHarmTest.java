package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Said;
import org.chemoloop.fhir.loop.rule.SiteSettings;

/** Whatever people scan in whatever order, a bag only runs into its own patient, received, in date and confirmed. */
class NoWayToHarmTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant BEYOND_USE = MORNING.plus(Duration.ofHours(4));

    /** One scan of a day: what, by whom, at whose wrist, how late. */
    record Scan(Move move, Person person, Wristband wristband, List<Second> seconds, int minutes) {}

    @Property(tries = 2000)
    void noSequenceOfScansStartsABagThatMustNotRun(@ForAll("days") List<Scan> day) {
        BagLoop loop = new BagLoop(SiteSettings.standard());
        BagState state = BagState.ORDERED;
        Map<BagState, Taken> taken = new EnumMap<>(BagState.class);
        Instant now = MORNING;
        for (Scan scan : day) {
            now = now.plus(Duration.ofMinutes(scan.minutes()));
            Bag bag = new Bag(
                    ABag.CODE,
                    ABag.PATIENT,
                    state,
                    taken,
                    true,
                    ABag.CYTOTOXIC,
                    Set.of(),
                    MORNING,
                    BEYOND_USE,
                    null,
                    List.of(),
                    false);
            Circumstances here = new Circumstances(true, null, null, Map.of(), List.of(), null, Set.of());
            Decision decision = loop.decide(new Attempt(
                    scan.move(), bag, scan.person(), scan.wristband(), scan.seconds(), Said.nothing(), here, now));
            if (decision instanceof Decision.Moved moved) {
                if (moved.move() == Move.START) {
                    assertThat(scan.wristband()).isEqualTo(new Wristband.Of(ABag.PATIENT));
                    assertThat(taken).containsKey(BagState.RECEIVED);
                    assertThat(now).isBefore(BEYOND_USE);
                    assertThat(scan.seconds())
                            .isNotEmpty()
                            .allSatisfy(second -> assertThat(second.confirmed()).isTrue())
                            .noneSatisfy(second -> assertThat(second.name())
                                    .isEqualTo(scan.person().name()));
                }
                state = moved.to();
                taken.put(state, new Taken(scan.person().name(), now));
            }
        }
    }

    @Provide
    Arbitrary<List<Scan>> days() {
        Arbitrary<Scan> anything = scan(Arbitraries.of(Move.values()));
        // Most random days end at the first step: these go the way to the chair and stumble on it.
        Arbitrary<Scan> usual = scan(Arbitraries.of(
                Move.ACCEPT, Move.RELEASE, Move.COMPOUND, Move.PREPARE, Move.RECEIVE, Move.START, Move.START));
        return Arbitraries.frequencyOf(Tuple.of(6, usual), Tuple.of(1, anything))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<Scan> scan(Arbitrary<Move> moves) {
        return Combinators.combine(
                        moves,
                        Arbitraries.of(ABag.NURSE, ABag.NURSE, ABag.OTHER_NURSE, ABag.PIVAS, ABag.HIS),
                        Arbitraries.<Wristband>of(
                                new Wristband.Of(ABag.PATIENT),
                                new Wristband.Of(ABag.PATIENT),
                                new Wristband.Of("p-2"),
                                new Wristband.NotScanned(),
                                new Wristband.Replaced("4711"),
                                new Wristband.Unknown(),
                                new Wristband.Unreadable()),
                        Arbitraries.<List<Second>>of(
                                List.of(),
                                List.of(new Second("nurse2", true, Set.of())),
                                List.of(new Second("nurse2", true, Set.of())),
                                List.of(new Second("nurse2", false, Set.of())),
                                List.of(new Second("nurse1", true, Set.of()))),
                        Arbitraries.integers().between(0, 30))
                .as(Scan::new);
    }
}

package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Said;
import org.chemoloop.fhir.loop.rule.SiteSettings;

/** Days of three patients with two bags each: scans come twice, late, in the wrong order and from any device. */
class RandomDaysTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");
    private static final Said WITH_REASON = new Said(
            List.of(), "患者要求", false, Said.Scanned.unknown(), Said.Preparing.unknown(), Said.Infusing.unknown());

    /** One scan: which step with which bag, by whom, at whose wrist; how often the device sends it, and how late. */
    record Scan(int bag, Move move, Person person, int wrist, boolean witnessed, int times, int minutes) {}

    /** Where a bag is and how it came there. */
    private static final class Place {

        private BagState state = BagState.ORDERED;
        private final Map<BagState, Taken> taken = new EnumMap<>(BagState.class);
        private int starts;
    }

    @Property(tries = 500)
    void howeverScansArriveEachBagRunsOnceIntoItsOwnPatient(@ForAll("days") List<Scan> day) {
        BagLoop loop = new BagLoop(SiteSettings.standard());
        Map<Integer, Place> bags = new HashMap<>();
        Instant now = MORNING;
        for (Scan scan : day) {
            now = now.plus(Duration.ofMinutes(scan.minutes()));
            Place bag = bags.computeIfAbsent(scan.bag(), number -> new Place());
            for (int time = 0; time < scan.times(); time++) {
                BagState before = bag.state;
                Decision decision = loop.decide(attempt(scan, bag, now));
                if (decision instanceof Decision.Moved moved) {
                    assertThat(time).as("a repeat moves nothing: %s", scan).isZero();
                    bag.starts += moved.move() == Move.START ? 1 : 0;
                    if (moved.to() == BagState.INFUSING) {
                        assertThat(scan.wrist()).isIn(scan.bag() / 2, -1);
                    }
                    bag.state = moved.to();
                    bag.taken.put(moved.to(), new Taken(scan.person().name(), now));
                } else if (decision instanceof Decision.ToldLate late) {
                    bag.taken.put(late.told(), new Taken(scan.person().name(), now));
                    assertThat(bag.state).isEqualTo(before);
                }
            }
            assertThat(bag.starts).isLessThanOrEqualTo(1);
            assertThat(bag.starts == 1).isEqualTo(bag.state.isStarted());
        }
    }

    private static Attempt attempt(Scan scan, Place place, Instant now) {
        String patient = "p-" + scan.bag() / 2;
        Bag bag = new Bag(
                ABag.CODE,
                patient,
                place.state,
                place.taken,
                true,
                scan.bag() % 2 == 0 ? ABag.PREMEDICATION : ABag.CYTOTOXIC,
                Set.of(),
                null,
                MORNING.plus(Duration.ofHours(8)),
                null,
                List.of(),
                false);
        Wristband wristband = scan.wrist() < 0 ? new Wristband.NotScanned() : new Wristband.Of("p-" + scan.wrist());
        List<Second> seconds =
                scan.witnessed() ? List.of(new Second("nurse2", true, Set.of("chemo-nurse"))) : List.of();
        Circumstances here = new Circumstances(true, null, null, Map.of(), List.of(), null, Set.of());
        return new Attempt(scan.move(), bag, scan.person(), wristband, seconds, WITH_REASON, here, now);
    }

    @Provide
    Arbitrary<List<Scan>> days() {
        Arbitrary<Move> moves = Arbitraries.of(
                Move.ACCEPT,
                Move.RELEASE,
                Move.COMPOUND,
                Move.DISPATCH,
                Move.RECEIVE,
                Move.START,
                Move.START,
                Move.PAUSE,
                Move.RESUME,
                Move.COMPLETE,
                Move.STOP,
                Move.NOT_GIVE,
                Move.RETURN);
        Arbitrary<Integer> bags = Arbitraries.integers().between(0, 5);
        return Combinators.combine(
                        bags,
                        moves,
                        Arbitraries.of(ABag.NURSE, ABag.NURSE, ABag.PIVAS, ABag.OTHER_NURSE),
                        Arbitraries.of(0, 1, 2, -1),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(1, 1, 2, 3),
                        Arbitraries.integers().between(0, 15))
                .as(Scan::new)
                .list()
                .ofMinSize(30)
                .ofMaxSize(120);
    }
}

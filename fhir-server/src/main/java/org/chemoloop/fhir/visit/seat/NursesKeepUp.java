package org.chemoloop.fhir.visit.seat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * A nurse sets up few patients at once and watches few at a time (A2): as many as are booked into an area, its nurses
 * can begin with and look after.
 */
final class NursesKeepUp implements BookingRule {

    static final Threshold NURSES = new Threshold(
            "chemoloop.visits.nurses",
            "",
            Unit.LIST,
            "none: the roster is the site's; AREA=NURSES with the id of the area's Location, e.g. area-hall=3");

    static final Threshold SET_UPS = new Threshold(
            "chemoloop.visits.set-ups-per-nurse",
            "1",
            Unit.NUMBER,
            "domain §2.5: a nurse is taken up by a set-up for about 15 minutes");

    static final Threshold WATCHED = new Threshold(
            "chemoloop.visits.patients-per-nurse", "4", Unit.NUMBER, "domain rule A2: at most 4 watched at once");

    static final Rule RULE = Rule.soft(
                    "A2",
                    LoopIssue.NURSES_BUSY,
                    "护士 15 分钟内能接诊、同时能看护的患者数不超过限值（按配置的各区护士数）",
                    "In an area no more patients are booked than its nurses, as the site names them, set up within 15"
                            + " minutes and watch at a time")
            .with(NURSES, SET_UPS, WATCHED);

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Map<String, Double> nurses = new HashMap<>();
    private final Optional<Double> setUps;
    private final Optional<Double> watched;

    NursesKeepUp(SiteSettings site) {
        for (String entry : site.list(NURSES)) {
            if (!entry.matches("[^=]+=\\d{1,4}(\\.\\d)?")) {
                throw site.complaint(NURSES, "a list of AREA=NURSES");
            }
            int sign = entry.indexOf('=');
            nurses.put(entry.substring(0, sign).strip(), Double.valueOf(entry.substring(sign + 1)));
        }
        this.setUps = site.number(SET_UPS);
        this.watched = site.number(WATCHED);
    }

    /** Whether the site says of any area how many nurses it has. */
    boolean areCounted() {
        return !nurses.isEmpty();
    }

    /** Whether the site says how many nurses an area has. */
    boolean knows(String area) {
        return nurses.containsKey(area);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Wanted wanted) {
        return wanted.area()
                .map(nurses::get)
                .flatMap(there -> tooManySetUps(wanted, there).or(() -> tooManyWatched(wanted, there)));
    }

    /** In no quarter of an hour that the new patient is part of. */
    private Optional<Refusal> tooManySetUps(Wanted wanted, double there) {
        List<Instant> starts = Stream.concat(
                        Stream.of(wanted.starts()), wanted.others().stream().map(Booking::starts))
                .toList();
        long most = starts.stream()
                .filter(first -> isWithin(first, wanted.starts()))
                .mapToLong(first ->
                        starts.stream().filter(other -> isWithin(first, other)).count())
                .max()
                .orElse(0);
        return setUps.filter(each -> most > each * there)
                .map(each -> Refusal.by(
                        RULE,
                        "该区 15 分钟内已安排 %s 位患者开始（含本次），护士接诊不过来，请错开时间；确需安排请说明原因",
                        "%s patients would start in this area within 15 minutes, more than its nurses set up: choose"
                                + " another time, or say why",
                        most));
    }

    private static boolean isWithin(Instant first, Instant other) {
        return !other.isBefore(first) && other.isBefore(first.plus(QUARTER));
    }

    /** The most are there when somebody has just come. */
    private Optional<Refusal> tooManyWatched(Wanted wanted, double there) {
        long most = Stream.concat(
                        Stream.of(wanted.starts()),
                        wanted.others().stream()
                                .map(Booking::starts)
                                .filter(start -> start.isAfter(wanted.starts()) && start.isBefore(wanted.ends())))
                .mapToLong(moment -> 1
                        + wanted.others().stream()
                                .filter(other -> !other.starts().isAfter(moment)
                                        && other.ends().isAfter(moment))
                                .count())
                .max()
                .orElse(0);
        return watched.filter(each -> most > each * there)
                .map(each -> Refusal.by(
                        RULE,
                        "该区同时有 %s 位患者（含本次），超过护士能看护的人数，请另选时间或区域；确需安排请说明原因",
                        "%s patients would be in this area at a time, more than its nurses watch: choose another time or"
                                + " area, or say why",
                        most));
    }

    @Override
    public boolean lacksData(Wanted wanted) {
        return wanted.area().map(nurses::get).isEmpty();
    }
}

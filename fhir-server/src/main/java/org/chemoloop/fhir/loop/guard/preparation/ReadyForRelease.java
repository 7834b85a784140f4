package org.chemoloop.fhir.loop.guard.preparation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.jspecify.annotations.Nullable;

/** Drugs are prepared for patients who are here and fit for them: it saves bags that nobody comes for (A5). */
public final class ReadyForRelease implements Guard {

    /** What a site asks for before a release. */
    public static final Threshold GATE = new Threshold(
            "chemoloop.loop.release-gate",
            "arrived",
            Unit.LIST,
            "contract: the patient has arrived; a site adds `doctor`, `vitals`, `labs`");

    static final Threshold GO_VALID = new Threshold(
            "chemoloop.loop.doctors-go-within", "12h", Unit.DURATION, "domain rule A5: the doctor's go is of today");

    static final Threshold VITALS_VALID = new Threshold(
            "chemoloop.loop.release-vitals-within",
            "4h",
            Unit.DURATION,
            "our own, unverified: vital signs of this visit");

    static final Rule RULE = Rule.hard(
                    "A5",
                    LoopIssue.WRONG_STATE,
                    "患者报到后（按配置：医生同意、生命体征、检验合格后）才通知发药",
                    "A bag is released when the patient has arrived; where the site asks for it, when the doctor said go (hard),"
                            + " vital signs and laboratory results are there (soft)")
            .with(GATE, GO_VALID, VITALS_VALID, LabGate.LIMITS, LabGate.AGE);

    private enum Need {
        ARRIVED,
        DOCTOR,
        VITALS,
        LABS
    }

    private final Set<Need> needs = EnumSet.noneOf(Need.class);
    private final Optional<Duration> goValid;
    private final Optional<Duration> vitalsValid;
    private final LabGate labs;

    public ReadyForRelease(SiteSettings site) {
        for (String need : site.list(GATE)) {
            needs.add(need(need).orElseThrow(() -> site.complaint(GATE, "a list of arrived, doctor, vitals, labs")));
        }
        this.goValid = site.duration(GO_VALID);
        this.vitalsValid = site.duration(VITALS_VALID);
        this.labs = new LabGate(site);
    }

    private static Optional<Need> need(String text) {
        return EnumSet.allOf(Need.class).stream()
                .filter(need -> need.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Circumstances around = attempt.around();
        if (needs.contains(Need.ARRIVED) && !around.arrived()) {
            return Optional.of(Refusal.by(RULE, "患者尚未报到，不能通知发药", "The patient has not arrived: do not release yet"));
        }
        if (needs.contains(Need.DOCTOR) && !isFresh(around.doctorsGo(), goValid, attempt.now())) {
            return Optional.of(
                    Refusal.by(RULE, "医生今天还没有同意用药，不能通知发药", "No doctor has said go today: do not release yet"));
        }
        if (needs.contains(Need.VITALS) && !isFresh(around.vitals(), vitalsValid, attempt.now())) {
            return Optional.of(
                    Refusal.by(RULE, "缺少本次生命体征，确需通知发药请说明原因", "No vital signs of this visit: give a reason to release")
                            .as(LoopIssue.VITALS_MISSING));
        }
        return needs.contains(Need.LABS)
                ? labs.complaint(around.labs(), attempt.now())
                        .map(words -> Refusal.by(RULE, words.zh(), words.en()).as(LoopIssue.LAB_GATE))
                : Optional.empty();
    }

    private static boolean isFresh(@Nullable Instant at, Optional<Duration> valid, Instant now) {
        return at != null && valid.map(time -> at.plus(time).isAfter(now)).orElse(true);
    }
}

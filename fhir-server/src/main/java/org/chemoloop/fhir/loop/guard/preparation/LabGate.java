package org.chemoloop.fhir.loop.guard.preparation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chemoloop.fhir.loop.Words;
import org.chemoloop.fhir.loop.known.Circumstances.Lab;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** The laboratory results that a site asks for, as LOINC code and limit: {@code 751-8>=1.5}. */
final class LabGate {

    static final Threshold LIMITS = new Threshold(
            "chemoloop.loop.lab-limits",
            "",
            Unit.LIST,
            "none: each regimen has its own; e.g. `751-8>=1.5, 777-3>=100` (neutrophils, platelets, 10*9/L)");

    static final Threshold AGE = new Threshold("chemoloop.loop.lab-within", "72h", Unit.DURATION, "domain rule O9");

    private static final Pattern LIMIT = Pattern.compile("(\\S+?)\\s*(>=|<=)\\s*(\\d+(?:\\.\\d+)?)");

    private record Limit(String code, boolean atLeast, double value) {

        boolean isMetBy(double result) {
            return atLeast ? result >= value : result <= value;
        }
    }

    private final List<Limit> limits;
    private final Optional<Duration> age;

    LabGate(SiteSettings site) {
        this.limits = site.list(LIMITS).stream().map(text -> limit(text, site)).toList();
        this.age = site.duration(AGE);
    }

    private static Limit limit(String text, SiteSettings site) {
        Matcher limit = LIMIT.matcher(text);
        if (!limit.matches()) {
            throw site.complaint(LIMITS, "a list of limits like 751-8>=1.5");
        }
        return new Limit(limit.group(1), limit.group(2).equals(">="), Double.parseDouble(limit.group(3)));
    }

    /** What is missing, too old or out of its limit. */
    Optional<Words> complaint(Map<String, Lab> labs, Instant now) {
        for (Limit limit : limits) {
            Lab lab = labs.get(limit.code());
            boolean there = lab != null
                    && age.map(valid -> lab.taken().plus(valid).isAfter(now)).orElse(true);
            if (lab == null || !there) {
                return Optional.of(Words.of(
                        "缺少近期检验结果 " + limit.code() + "，确需通知发药请说明原因",
                        "No recent result of " + limit.code() + ": give a reason to release"));
            }
            if (!limit.isMetBy(lab.value())) {
                return Optional.of(Words.of(
                        "检验结果 " + limit.code() + " 未达要求，确需通知发药请说明原因",
                        "The result of " + limit.code() + " is out of its limit: give a reason to release"));
            }
        }
        return Optional.empty();
    }
}

package org.chemoloop.label.content;

import java.time.LocalDate;
import java.time.Period;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * Who gets it: what a label may say of a person, and no more.
 *
 * @param sex as FHIR writes it: {@code male}, {@code female}, {@code other}, {@code unknown}
 */
public record Patient(
        @Nullable String name,
        String sex,
        @Nullable LocalDate birthDate,
        @Nullable String outpatientNumber) {

    Facts describe(Facts facts, Phrases words, @Nullable LocalDate on) {
        return facts.with("name", name == null ? words.word("unknown-name") : name)
                .with("number", outpatientNumber == null ? words.word("unknown-number") : outpatientNumber)
                .with("described", described(words, on));
    }

    /** Sex, age on that day and birth date, in one line; what is unknown is left out. */
    private String described(Phrases words, @Nullable LocalDate on) {
        String said = words.word("sex." + sex);
        if (birthDate == null) {
            return said;
        }
        return on == null || on.isBefore(birthDate)
                ? said + " " + birthDate
                : said + " " + age(birthDate, on, words) + " " + birthDate;
    }

    private static String age(LocalDate birthDate, LocalDate on, Phrases words) {
        Period age = Period.between(birthDate, on);
        int months = age.getYears() * 12 + age.getMonths();
        if (age.getYears() >= 3) {
            return say("age.years", age.getYears(), words);
        }
        return months >= 1 ? say("age.months", months, words) : say("age.days", age.getDays(), words);
    }

    private static String say(String phrase, int age, Phrases words) {
        return new Facts(words).with("age", Integer.toString(age)).say(phrase).get(0);
    }
}

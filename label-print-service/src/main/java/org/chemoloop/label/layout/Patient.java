package org.chemoloop.label.layout;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** Who gets it: what a label may say of a person, and no more. */
public record Patient(String name, String sex, @Nullable LocalDate birthDate, String outpatientNumber) {

    /** Sex, age on that day and birth date, in one line; what is unknown is left out. */
    String described(@Nullable LocalDate on) {
        if (birthDate == null) {
            return sex;
        }
        return on == null || on.isBefore(birthDate)
                ? sex + " " + birthDate
                : sex + " " + age(birthDate, on) + " " + birthDate;
    }

    private static String age(LocalDate birthDate, LocalDate on) {
        Period age = Period.between(birthDate, on);
        if (age.getYears() >= 3) {
            return age.getYears() + "岁";
        }
        int months = age.getYears() * 12 + age.getMonths();
        return months >= 1 ? months + "月" : age.getDays() + "天";
    }
}

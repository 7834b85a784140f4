package org.chemoloop.fhir.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.Remark;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;

/**
 * Whether two records speak of one person (O1). {@code A03092484} and {@code a03092484} are one number; the same name,
 * sex and birth date under another number is a question for people.
 */
final class SamePerson {

    static final Rule RULE = Rule.hard(
            "O1",
            LoopIssue.PATIENT_AMBIGUOUS,
            "患者须能唯一识别：号码不分大小写；同号而姓名、性别、出生日期不符的拒收，异号而三者皆同的提示",
            "The patient is who the number says: letter case makes no other number; a number with another person's"
                    + " name, sex or birth date is refused, the same person under another number is flagged");

    /** One may be corrected by a message; two wrong ones are another person. */
    private static final int MOST_CORRECTIONS = 1;

    private SamePerson() {}

    /** A number as people mean it: without letter case and full-width forms. */
    static String number(String said) {
        return Normalizer.normalize(said.strip(), Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    }

    /** Without the letters in front, which some desks leave out: {@code 03092484}. */
    static String digits(String said) {
        return number(said).replaceFirst("^[A-Z]+(?=\\d)", "");
    }

    /** The same for the same name, sex and birth date; empty when one of them is missing. */
    static String person(Patient patient) {
        String name = name(patient);
        if (name.isEmpty() || !patient.hasGender() || !patient.hasBirthDate()) {
            return "";
        }
        String all = name + "|" + patient.getGender().toCode() + "|"
                + patient.getBirthDateElement().getValueAsString();
        return UUID.nameUUIDFromBytes(all.getBytes(UTF_8)).toString();
    }

    /** In how many of name, sex and birth date two records contradict each other; what one leaves out is none. */
    private static int contradictions(Patient one, Patient other) {
        int count = 0;
        if (!name(one).isEmpty() && !name(other).isEmpty() && !name(one).equals(name(other))) {
            count++;
        }
        if (one.hasGender() && other.hasGender() && one.getGender() != other.getGender()) {
            count++;
        }
        if (one.hasBirthDate()
                && other.hasBirthDate()
                && !one.getBirthDateElement()
                        .getValueAsString()
                        .equals(other.getBirthDateElement().getValueAsString())) {
            count++;
        }
        return count;
    }

    /** Whether a message under the very number can mean the stored person. */
    static boolean mayBe(Patient said, Patient stored) {
        return contradictions(said, stored) <= MOST_CORRECTIONS;
    }

    /** Whether a message under a number that only looks alike does. */
    static boolean is(Patient said, Patient stored) {
        return contradictions(said, stored) == 0;
    }

    private static String name(Patient patient) {
        // getNameFirstRep would add a name to whoever has none.
        HumanName name = patient.hasName() ? patient.getName().get(0) : new HumanName();
        String parts = String.valueOf(name.getFamily()) + name.getGivenAsSingleString();
        String all = name.hasFamily() ? parts : String.valueOf(name.getText());
        String plain = Normalizer.normalize(all, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
        return plain.equals("NULL") ? "" : plain;
    }

    static Remark anotherPerson() {
        return Remark.refusal(
                RULE.issue(),
                "该门诊号已登记为另一人（姓名、性别或出生日期不符），消息未处理；请核对 PID，更正登记用 ADT^A08",
                "This number belongs to a person of another name, sex or birth date; nothing was taken: check PID,"
                        + " correct the registration by ADT^A08");
    }

    static Remark underAnotherNumber() {
        return Remark.flag(
                RULE.issue(),
                "另有同名、同性别、同出生日期的患者记录；如为同一人请用 ADT^A40 合并",
                "Another record has the same name, sex and birth date: if they are one person, send ADT^A40");
    }
}

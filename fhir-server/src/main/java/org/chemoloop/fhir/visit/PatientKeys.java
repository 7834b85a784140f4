package org.chemoloop.fhir.visit;

import java.util.List;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds records that may be the same person's: the table {@code loop.patient_key}. */
@Component
public class PatientKeys {

    /** A name that many records share is a stand-in like 无名氏, and says nothing about who somebody is. */
    private static final int MOST_NAMESAKES = 3;

    private final JdbcTemplate jdbc;

    PatientKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void keep(Patient patient) {
        String id = patient.getIdElement().getIdPart();
        String person = SamePerson.person(patient);
        for (Identifier identifier : patient.getIdentifier()) {
            if (isOutpatientNumber(identifier)) {
                jdbc.update(
                        "insert into loop.patient_key (patient, number, digits, person) values (?, ?, ?, ?)"
                                + " on conflict (patient, number) do update set person = excluded.person"
                                + " where patient_key.person <> excluded.person",
                        id,
                        SamePerson.number(identifier.getValue()),
                        SamePerson.digits(identifier.getValue()),
                        person);
            }
        }
    }

    /** Ids of the records with this number, whatever its letter case. */
    public List<String> byNumber(Identifier identifier) {
        return isOutpatientNumber(identifier)
                ? jdbc.queryForList(
                        "select distinct patient from loop.patient_key where number = ?",
                        String.class,
                        SamePerson.number(identifier.getValue()))
                : List.of();
    }

    /** Whether a record under another number has the same name, sex and birth date. */
    boolean hasNamesake(Patient patient) {
        String person = SamePerson.person(patient);
        if (person.isEmpty()) {
            return false;
        }
        boolean sameDigits = Patients.ordered(patient).stream()
                .filter(PatientKeys::isOutpatientNumber)
                .anyMatch(number -> !jdbc.queryForList(
                                "select patient from loop.patient_key where digits = ? and person = ? and patient <> ?"
                                        + " limit 1",
                                String.class,
                                SamePerson.digits(number.getValue()),
                                person,
                                patient.getIdElement().getIdPart())
                        .isEmpty());
        if (sameDigits) {
            return true;
        }
        // Without "distinct", which would look at every namesake there is.
        int namesakes = jdbc.queryForList(
                        "select patient from loop.patient_key where person = ? and patient <> ? limit ?",
                        String.class,
                        person,
                        patient.getIdElement().getIdPart(),
                        MOST_NAMESAKES + 1)
                .size();
        return namesakes > 0 && namesakes <= MOST_NAMESAKES;
    }

    /** The record is given up; its numbers now name the one that stays. */
    void moved(String from, String to) {
        jdbc.update(
                "insert into loop.patient_key (patient, number, digits, person)"
                        + " select ?, number, digits, '' from loop.patient_key where patient = ?"
                        + " on conflict do nothing",
                to,
                from);
        jdbc.update("delete from loop.patient_key where patient = ?", from);
    }

    static boolean isOutpatientNumber(Identifier identifier) {
        return Terms.OUTPATIENT_NUMBER.equals(identifier.getSystem()) && identifier.hasValue();
    }

    /** What writers of the same number wait for, whatever its letter case. */
    public static String lock(Identifier identifier) {
        return "patient|" + identifier.getSystem() + "|" + SamePerson.number(identifier.getValue());
    }
}

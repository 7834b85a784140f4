package org.chemoloop.routes.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chemoloop.routes.answer.SegmentWriter;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;

/**
 * How every message to one counterpart begins (MSH, PID, PV1), and how it names people.
 *
 * @param application MSH-5
 * @param facility MSH-6
 */
public record Opening(String application, String facility, ZoneId zone) {
    /** MSH-10 holds 20 characters before 2.7: a letter and 19 digits, more than chance can hit. */
    private static final int DIGITS = 19;

    private static final List<String> NOT_FOR_OTHERS = List.of("wristband");
    private static final Map<String, String> TYPES = Map.of("outpatient-number", "MR", "resident-id", "NNCHN");

    /** The same event has the same control id for ever. */
    static String controlId(String eventId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(eventId.getBytes(UTF_8));
            String number = new BigInteger(1, digest).toString(36).toUpperCase(Locale.ROOT);
            return "E" + number.substring(number.length() - DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    SegmentWriter of(LoopEvent event, String code, String trigger) {
        SegmentWriter message = header(event, code, trigger, code + "_" + trigger);
        pid(event.patient()).writeTo(message);
        event.encounter().ifPresent(encounter -> pv1(event, encounter).writeTo(message));
        return message;
    }

    SegmentWriter header(LoopEvent event, String code, String trigger, String structure) {
        SegmentWriter message = SegmentWriter.usual();
        Fields msh = segment("MSH")
                .raw(1, "^~\\&")
                .text(2, "CHEMOLOOP")
                .text(3, "DAYCHEMO")
                .text(4, application)
                .text(5, facility)
                .time(6, event.at())
                .components(8, code, trigger, structure)
                .text(9, controlId(event.id()))
                .text(10, "P")
                .text(11, "2.5")
                .text(17, "UNICODE UTF-8");
        // MSH-1 is the separator itself, so every field stands one place earlier than its number says.
        msh.writeTo(message);
        return message;
    }

    Fields segment(String name) {
        return new Fields(name, zone);
    }

    Fields pid(Patient patient) {
        Fields pid = segment("PID")
                .text(1, "1")
                .raw(
                        3,
                        patient.getIdentifier().stream()
                                .filter(Opening::isForOthers)
                                .map(Opening::cx)
                                .collect(Collectors.joining("~")))
                .components(5, Fields.name(patient.getNameFirstRep()))
                .text(8, sex(patient));
        DateType birth = patient.getBirthDateElement();
        return birth.hasValue() ? pid.text(7, birth.getValueAsString().replace("-", "")) : pid;
    }

    private static boolean isForOthers(Identifier identifier) {
        return identifier.hasValue()
                && Fields.orEmpty(identifier.getSystem()).startsWith(LoopEvent.SID)
                && identifier.getUse() != Identifier.IdentifierUse.OLD
                && !NOT_FOR_OTHERS.contains(name(identifier));
    }

    private static String name(Identifier identifier) {
        return Fields.orEmpty(identifier.getSystem()).substring(LoopEvent.SID.length());
    }

    private static String cx(Identifier identifier) {
        String name = name(identifier);
        String type = TYPES.getOrDefault(name, "");
        String authority = switch (name) {
            case "outpatient-number" -> "HIS";
            case "resident-id" -> "";
            default -> name.toUpperCase(Locale.ROOT);
        };
        return Fields.joined(identifier.getValue(), "", "", authority, type);
    }

    private static String sex(Patient patient) {
        AdministrativeGender gender = patient.getGender();
        if (gender == null) {
            return "";
        }
        return switch (gender) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER -> "O";
            case UNKNOWN, NULL -> "U";
        };
    }

    private Fields pv1(LoopEvent event, Encounter encounter) {
        return segment("PV1")
                .text(1, "1")
                .text(2, "O")
                .text(3, encounter.getLocationFirstRep().getLocation().getDisplay())
                .raw(
                        7,
                        encounter.getParticipant().stream()
                                .map(participant -> person(event, participant.getIndividual()))
                                .filter(person -> !person.isEmpty())
                                .findFirst()
                                .orElse(""))
                .text(19, LoopEvent.identifier(encounter.getIdentifier(), "visit-number"));
    }

    /** XCN: the number and name of a person; the doctor's code before the name in our system. */
    String person(LoopEvent event, Reference reference) {
        Optional<Practitioner> known = event.practitioner(reference);
        return known.filter(Practitioner::hasName)
                .map(Opening::person)
                .orElseGet(() -> Fields.joined(
                        known.flatMap(Opening::number)
                                .orElse(Fields.orEmpty(reference.getIdentifier().getValue())),
                        Fields.orEmpty(reference.getDisplay())));
    }

    static String person(Practitioner person) {
        String[] name = Fields.name(person.getNameFirstRep());
        return Fields.joined(number(person).orElse(""), name[0], name[1]);
    }

    private static Optional<String> number(Practitioner person) {
        return LoopEvent.identifier(person.getIdentifier(), "doctor-code")
                .or(() -> LoopEvent.identifier(person.getIdentifier(), "user"));
    }
}

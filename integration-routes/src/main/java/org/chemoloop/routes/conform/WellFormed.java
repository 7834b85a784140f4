package org.chemoloop.routes.conform;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractGroup;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.validation.ValidationException;
import ca.uhn.hl7v2.validation.impl.AbstractMessageRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every segment stands where the structure of the standard has it, what the standard requires is there, and numbers and
 * times are such. Lengths, tables and the wording of texts are nobody's business here.
 */
final class WellFormed extends AbstractMessageRule {
    private static final long serialVersionUID = 1;

    /** Fields that the standard requires and that a hospital may still not have told us. */
    private static final Set<String> MAY_BE_UNKNOWN = Set.of(
            // a patient known by number only
            "PID-5",
            // a bag is ordered by its components, one of which may be "to volume"
            "RXE-3",
            "RXE-5",
            "RXC-3",
            "RXC-4",
            "RXD-4",
            "RXA-6",
            // what still runs has no end yet
            "RXA-4",
            // a line with components makes a bag even without a route
            "RXR-1",
            // required in 2.3, in answers too
            "ORC-7",
            // what had no readable header has no control id
            "MSA-2");

    @Override
    public ValidationException[] apply(Message message) {
        try {
            return new Inspection().of(message).toArray(ValidationException[]::new);
        } catch (HL7Exception e) {
            return new ValidationException[] {ValidationException.fromHL7Exception(e)};
        }
    }

    /** One walk through one message. */
    private static final class Inspection {
        private final List<ValidationException> complaints = new ArrayList<>();
        private final Map<String, Integer> counts = new HashMap<>();

        List<ValidationException> of(Message message) throws HL7Exception {
            if (message instanceof GenericMessage) {
                // An answer speaks the sender's version, and not every version has every answer.
                if (!List.of(message.getNames()).contains("MSA")) {
                    complain("MSH^1^9", "type and version (MSH-12) name no structure of the standard");
                }
            } else {
                group(message);
            }
            return complaints;
        }

        private void group(Group group) throws HL7Exception {
            Set<String> misplaced = ((AbstractGroup) group).getNonStandardNames();
            for (String name : group.getNames()) {
                Structure[] all = group.getAll(name);
                if (misplaced.contains(name)) {
                    if (!name.startsWith("Z") && !isFurtherError(name)) {
                        complain(name, "has no place in " + group.getName() + " of the standard");
                    }
                    continue;
                }
                boolean found = false;
                for (Structure structure : all) {
                    if (!structure.isEmpty()) {
                        found = true;
                        inspect(structure);
                    }
                }
                boolean needed = group.isRequired(name) && !group.isChoiceElement(name);
                if (!found && needed && !isWrittenEmpty(name, all)) {
                    complain(name, "is missing in " + group.getName());
                }
            }
        }

        /** Before 2.5 an answer has one ERR; a sender is better served by one for each thing to correct. */
        private static boolean isFurtherError(String name) {
            return name.startsWith("ERR");
        }

        /** A segment whose only required field may be unknown stands there as a bare name. */
        private static boolean isWrittenEmpty(String name, Structure[] all) {
            return all.length > 0 && MAY_BE_UNKNOWN.contains(name + "-1");
        }

        private void inspect(Structure structure) throws HL7Exception {
            if (structure instanceof Group group) {
                group(group);
            } else if (structure instanceof Segment segment) {
                segment(segment);
            }
        }

        private void segment(Segment segment) throws HL7Exception {
            String name = segment.getName();
            String at = name + "^" + counts.merge(name, 1, Integer::sum) + "^";
            for (int number = 1; number <= segment.numFields(); number++) {
                Type[] repetitions = segment.getField(number);
                boolean found = false;
                for (Type repetition : repetitions) {
                    found |= !repetition.isEmpty();
                    DataTypes.complaint(repetition).ifPresent(complain(at + number));
                }
                if (!found && segment.isRequired(number) && !MAY_BE_UNKNOWN.contains(name + "-" + number)) {
                    complain(at + number, "is required and empty");
                }
                int most = segment.getMaxCardinality(number);
                if (most > 0 && repetitions.length > most) {
                    complain(at + number, "is repeated");
                }
            }
        }

        private Consumer<String> complain(String place) {
            return what -> complain(place, what);
        }

        private void complain(String place, String what) {
            complaints.add(new ValidationException(place + " " + what));
        }
    }
}

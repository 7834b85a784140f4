package org.chemoloop.fhir.timeline;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagLoop;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code MedicationRequest/$replay}: tells the life of each bag of a day once more, in memory, from the kept messages
 * and scans, and says where the store says something else. Who calls it brings the messages of the day, translated
 * anew; each scan left a Provenance, which nothing changes afterwards. A step that came by message counts only when
 * that message is there and tells it.
 */
@Component
class ReplayOperation implements FhirOperation {

    private static final Map<String, Move> MOVES = Arrays.stream(Move.values())
            .collect(Collectors.toMap(move -> move.words().zh(), Function.identity()));

    private final Store store;
    private final DaoRegistry daos;
    private final StoredIdentifiers identifiers;
    private final BagLoop loop;

    ReplayOperation(Store store, DaoRegistry daos, StoredIdentifiers identifiers, BagLoop loop) {
        this.store = store;
        this.daos = daos;
        this.identifiers = identifiers;
        this.loop = loop;
    }

    /** @param messages the Bundle of each kept message that took effect on that day, whatever it is about */
    @Operation(name = "$replay", typeName = "MedicationRequest", idempotent = true)
    public Parameters replay(
            @OperationParam(name = "date", min = 1, max = 1) @Nullable DateType date,
            @OperationParam(name = "message", max = OperationParam.MAX_UNLIMITED) @Nullable List<Bundle> messages) {
        if (date == null) {
            throw new InvalidRequestException("date: which day, e.g. 2026-11-24");
        }
        KeptMessages kept = new KeptMessages(messages == null ? List.of() : messages);
        return new Replay(Day.of(date), kept).run();
    }

    /** One run, with an empty store in memory. */
    private final class Replay {

        private final Day day;
        private final KeptMessages kept;
        private final Map<String, ReplayedBag> bags = new TreeMap<>();
        private final Set<String> scans = new HashSet<>();
        private final Parameters answer = new Parameters();
        private int differences;

        private Replay(Day day, KeptMessages kept) {
            this.day = day;
            this.kept = kept;
        }

        private Parameters run() {
            for (String bag : bagsOfTheDay()) {
                tell(bag);
            }
            for (KeptMessages.Report report : kept.reports()) {
                ReplayedBag bag = bags.get(report.bag());
                if (bag == null || !bag.knows(report.step())) {
                    differs(
                            report.bag(),
                            "message %s tells “%s”, the record does not".formatted(report.message(), report.step()));
                }
            }
            kept.ordered().forEach((line, message) -> {
                if (identifiers.find("MedicationRequest", line).isEmpty()) {
                    differs(line.getValue(), "ordered by message %s, but not there".formatted(message));
                }
            });
            bags.forEach(this::compare);
            answer.addParameter().setName("bags").setValue(new IntegerType(bags.size()));
            answer.addParameter().setName("messages").setValue(new IntegerType(kept.count()));
            answer.addParameter().setName("scans").setValue(new IntegerType(scans.size()));
            answer.addParameter().setName("differences").setValue(new IntegerType(differences));
            return answer;
        }

        private Set<String> bagsOfTheDay() {
            Set<String> found = new TreeSet<>();
            for (Provenance provenance :
                    store.search(Provenance.class, Store.parameters().add("recorded", day.range()))) {
                if (step(provenance).isPresent()) {
                    provenance.getTarget().forEach(target -> addBag(target, found));
                }
            }
            // A step that left no trail has still touched the Task.
            var touched = Store.parameters();
            touched.setLastUpdated(new DateRangeParam(Date.from(day.begin()), lastMoment()));
            store.search(Task.class, touched).forEach(task -> addBag(new Reference(task.getId()), found));
            return found;
        }

        private static void addBag(Reference target, Set<String> found) {
            String id = target.getReferenceElement().getIdPart();
            if (id != null && id.startsWith("bag-")) {
                found.add(id);
            }
        }

        private void tell(String bag) {
            ReplayedBag replayed = new ReplayedBag();
            bags.put(bag, replayed);
            List<Provenance> trail = identifiers.referringTo("MedicationRequest", bag).stream()
                    .filter(told -> told.type().equals("Provenance"))
                    .map(told -> store.read(Provenance.class, new Reference("Provenance/" + told.id())))
                    .filter(told -> step(told).isPresent() && told.getRecorded().before(Date.from(day.end())))
                    .sorted(Comparator.comparing(Provenance::getRecorded))
                    .toList();
            if (trail.stream().noneMatch(told -> step(told).equals(Optional.of(BagState.ORDERED.code())))) {
                differs(bag, "nobody ordered it");
            }
            trail.forEach(told -> tell(bag, replayed, told, step(told).orElseThrow()));
        }

        private void tell(String bag, ReplayedBag replayed, Provenance told, String step) {
            String source = told.getEntity().stream()
                    .map(entity -> entity.getWhat().getIdentifier())
                    .filter(identifier -> identifier.hasValue())
                    .map(identifier -> Terms.sid("scan").equals(identifier.getSystem())
                            ? scan(identifier.getValue())
                            : identifier.getValue())
                    .findFirst()
                    .orElse("nobody");
            boolean ofTheDay = day.contains(told.getRecorded());
            if (ofTheDay && !source.isEmpty()) {
                if (!kept.has(source)) {
                    differs(bag, "“%s” was told by message %s, which is not kept".formatted(step, source));
                } else if (!kept.tells(source, bag, step)) {
                    differs(bag, "“%s” was told by message %s, which does not say so".formatted(step, source));
                }
            }
            if (step.equals(BagState.ORDERED.code())) {
                return;
            }
            Move move = MOVES.get(told.getActivity().getText());
            String who = told.getAgentFirstRep().getWho().getIdentifier().getValue();
            if (move == null || !replayed.take(loop, move, line(step, told.getOccurredDateTimeType(), who))) {
                differs(
                        bag,
                        "no way leads from “%s” by “%s”"
                                .formatted(
                                        replayed.state().code(),
                                        told.getActivity().getText()));
            }
        }

        /** @return nothing: a scan has no message */
        private String scan(String id) {
            scans.add(id);
            return "";
        }

        private void compare(String bag, ReplayedBag replayed) {
            Optional<Task> task = atTheEnd(Task.class, bag);
            if (task.isEmpty()) {
                differs(bag, "it has no Task");
                return;
            }
            same(
                    bag,
                    "Task.businessStatus",
                    replayed.state().code(),
                    task.get().getBusinessStatus().getCodingFirstRep().getCode());
            same(
                    bag,
                    "Task.output",
                    String.join(", ", replayed.steps()),
                    task.get().getOutput().stream().map(ReplayOperation::line).collect(Collectors.joining(", ")));
            same(
                    bag,
                    "MedicationAdministration.status",
                    replayed.infusion().orElse(null),
                    atTheEnd(MedicationAdministration.class, bag)
                            .map(infusion -> infusion.getStatus().toCode())
                            .orElse(null));
        }

        private void same(String bag, String what, @Nullable String replayed, @Nullable String stored) {
            if (!Objects.equals(replayed, stored)) {
                differs(bag, "%s is “%s”, replayed “%s”".formatted(what, stored, replayed));
            }
        }

        private void differs(String about, String how) {
            differences++;
            var difference = answer.addParameter().setName("difference");
            difference.addPart().setName("about").setValue(new StringType(about));
            difference.addPart().setName("text").setValue(new StringType(how));
        }

        private Date lastMoment() {
            return Date.from(day.end().minusMillis(1));
        }

        /** As it was stored when the day was over. */
        private <T extends Resource> Optional<T> atTheEnd(Class<T> type, String id) {
            Optional<T> now = store.find(type, id);
            if (now.isEmpty()
                    || day.end().isAfter(now.get().getMeta().getLastUpdated().toInstant())) {
                return now;
            }
            return daos
                    .getResourceDao(type)
                    .history(new IdType(type.getSimpleName(), id), null, lastMoment(), null, OwnWrite.request())
                    .getResources(0, 1)
                    .stream()
                    .map(type::cast)
                    .findFirst();
        }
    }

    private static Optional<String> step(Provenance provenance) {
        return provenance.getActivity().getCoding().stream()
                .filter(coding -> Systems.LOOP_STATUS.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst();
    }

    private static String line(TaskOutputComponent output) {
        Reference by = (Reference) output.getExtensionByUrl(Systems.TAKEN_BY).getValue();
        return line(
                output.getType().getCodingFirstRep().getCode(),
                (BaseDateTimeType) output.getValue(),
                by.getIdentifier().getValue());
    }

    /** To the second: finer than a device tells it, a step is not kept. */
    private static String line(String step, BaseDateTimeType occurred, @Nullable String who) {
        return Stream.of(step, String.valueOf(occurred.getValue().toInstant().getEpochSecond()), String.valueOf(who))
                .collect(Collectors.joining(" "));
    }
}

package org.chemoloop.routes.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chemoloop.routes.translate.type.CodeTable;
import org.chemoloop.routes.translate.type.CodeTable.Entry;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates messages by the maps it was loaded from; safe for use by many threads. */
public final class Translator {
    private static final Logger LOG = LoggerFactory.getLogger(Translator.class);
    private static final Set<String> VERSIONS =
            Set.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2");
    private static final Set<String> PROCESSING_IDS = Set.of("P", "D", "T");

    private final Site site;
    private volatile Maps maps;

    private Translator(Maps maps, Site site) {
        this.maps = maps;
        this.site = site;
    }

    /** All maps of one moment: a message is read by these to its end, whatever changes meanwhile. */
    private record Maps(
            Map<String, MapLibrary.Source> files,
            List<AnsweredCode> answers,
            Map<AnsweredCode, String> unfit,
            Map<String, MapLibrary> bySender,
            MapLibrary everybody) {
        static Maps load(Path mappings, List<AnsweredCode> answers) throws MapProblems {
            Problems problems = new Problems();
            return of(MapLibrary.read(mappings, problems), answers, problems);
        }

        static Maps of(Map<String, MapLibrary.Source> files, List<AnsweredCode> answers, Problems problems)
                throws MapProblems {
            Map<AnsweredCode, String> unfit = new LinkedHashMap<>();
            Map<String, MapLibrary> libraries = MapLibrary.compile(files, answers, unfit, problems);
            problems.throwIfAny();
            MapLibrary everybody = libraries.get("");
            if (everybody == null) {
                throw new MapProblems(List.of("no maps"));
            }
            return new Maps(files, answers, unfit, libraries, everybody);
        }

        MapLibrary of(Hl7Message.Header header) {
            return of(sender(header));
        }

        MapLibrary of(String sender) {
            return bySender.getOrDefault(sender, everybody);
        }
    }

    public static Translator load(Path mappings) throws MapProblems {
        return load(mappings, Site.here());
    }

    public static Translator load(Path mappings, Site site) throws MapProblems {
        return new Translator(Maps.load(mappings, List.of()), site);
    }

    /** Takes over the maps as they are now, all of them or, when there is a problem, none. */
    synchronized void reload(Path mappings) throws MapProblems {
        takeOver(Maps.load(mappings, maps.answers()));
    }

    /** MSH-3 and MSH-4, as the overlay of a sender is named. */
    public static String sender(Hl7Message.Header header) {
        return header.sendingApplication() + "_" + header.sendingFacility();
    }

    /** Takes over all that engineers have answered of codes without a row; false when that is so already. */
    public synchronized boolean answered(List<AnsweredCode> answers) {
        if (answers.equals(maps.answers())) {
            return false;
        }
        takeOver(with(answers));
        return true;
    }

    private void takeOver(Maps next) {
        maps = next;
        next.unfit()
                .forEach((answer, why) -> LOG.error(
                        "answered-code=not-followed sender={} table={} code={} problem=\"{}\"",
                        answer.sender(),
                        answer.table(),
                        answer.code(),
                        why));
    }

    private Maps with(List<AnsweredCode> answers) {
        try {
            return Maps.of(maps.files(), List.copyOf(answers), new Problems());
        } catch (MapProblems e) {
            throw new IllegalStateException("rows that are copied from the maps have no mistakes of their own", e);
        }
    }

    /** Why an answer could not be followed if it were given: a sentence; nothing when it could. */
    public synchronized Optional<String> objection(AnsweredCode answer) {
        List<AnsweredCode> answers = new ArrayList<>(maps.answers());
        answers.removeIf(other -> other.sender().equals(answer.sender())
                && other.table().equals(answer.table())
                && other.code().equals(answer.code()));
        answers.add(answer);
        Maps tried = with(answers);
        String unfit = tried.unfit().get(answer);
        if (unfit != null) {
            return Optional.of(unfit);
        }
        Entry row = tried.of(answer.sender()).table(answer.table()).rows().get(answer.code());
        return row != null && row.where().startsWith(answer.where())
                ? Optional.empty()
                : Optional.of("The maps have a row for this code by now: " + (row == null ? "?" : row.where()) + ".");
    }

    /** The rows of a table that an answer may name, as a sender's maps have them; empty when there is no such table. */
    public SortedMap<String, Entry> rows(String sender, String table) {
        CodeTable found = maps.of(sender).tableOrNull(table);
        SortedMap<String, Entry> rows = new TreeMap<>(found == null ? Map.of() : found.rows());
        rows.values().removeIf(row -> row.where().startsWith(AnsweredCode.ANSWERED));
        return rows;
    }

    /** The MSH-level gate alone: type, event, processing id and version. */
    public Optional<Finding> acceptance(Hl7Message.Header header) {
        return Optional.ofNullable(gate(maps, header));
    }

    private @Nullable Finding gate(Maps now, Hl7Message.Header header) {
        MapLibrary everybody = now.everybody();
        String code = header.messageCode();
        if (everybody.message(code, header.triggerEvent()) == null) {
            Set<String> events = new TreeSet<>(everybody.events(code));
            return events.isEmpty()
                    ? Finding.reject(
                            Finding.MESSAGE_TYPE,
                            "MSH^1^9^1^1",
                            "MSH-9.1 is \"" + code + "\": this interface takes "
                                    + String.join(", ", everybody.messageCodes()) + ".")
                    : Finding.reject(
                            Finding.EVENT,
                            "MSH^1^9^1^2",
                            "MSH-9.2 is \"" + header.triggerEvent() + "\": of " + code + " this interface takes "
                                    + String.join(", ", events) + ".");
        }
        String processingId = header.processingId().isEmpty() ? "P" : header.processingId();
        if (!PROCESSING_IDS.contains(processingId)) {
            return Finding.reject(
                    Finding.PROCESSING_ID,
                    "MSH^1^11^1^1",
                    "MSH-11 is \"" + header.processingId() + "\": send P, D or T.");
        }
        if (site.production() && !processingId.equals("P")) {
            return Finding.reject(
                    Finding.PROCESSING_ID,
                    "MSH^1^11^1^1",
                    "MSH-11 is \"" + header.processingId()
                            + "\": this installation is in production and takes only P.");
        }
        if (!VERSIONS.contains(header.version())) {
            return Finding.reject(
                    Finding.VERSION, "MSH^1^12^1^1", "MSH-12 is \"" + header.version() + "\": send 2.3 to 2.8.");
        }
        return null;
    }

    /** Never throws: what can't be translated is refused with findings. */
    public Translation translate(Hl7Message message) {
        return translate(message, null);
    }

    Translation translate(Hl7Message message, @Nullable Trace trace) {
        Maps now = maps;
        Finding refusal = gate(now, message.header());
        if (refusal != null) {
            return new Translation.Refused(List.of(refusal));
        }
        try {
            Reading reading = reading(now, message, trace);
            Bundle bundle = reading.read();
            List<Finding> findings = new ArrayList<>(reading.findings());
            incomplete(message, findings);
            if (message.header().processingId().isEmpty()) {
                findings.add(Finding.warning(
                        Finding.REQUIRED_FIELD, "MSH^1^11^1^1", "MSH-11 is empty and taken as P: send P, D or T."));
            }
            if (findings.stream().anyMatch(Finding::isError)) {
                // Errors first: the first finding decides the answer.
                findings.sort((one, other) -> Boolean.compare(other.isError(), one.isError()));
                return new Translation.Refused(List.copyOf(findings), reading.unknown());
            }
            return new Translation.Translated(
                    bundle, List.copyOf(reading.orderEntries()), List.copyOf(findings), reading.unknown());
        } catch (RuntimeException e) {
            // A bug of ours must not cost the sender his answer. The cause is for the log; the message text is not.
            LOG.error("translate=failed messageControlId={}", message.header().controlId(), e);
            return new Translation.Refused(List.of(Finding.error(
                    Finding.INTERNAL,
                    "MSH^1",
                    "The message could not be translated because of an error on our side.")));
        }
    }

    /** What the maps make of a message that is refused, as far as it goes; for engineers only. */
    Bundle draft(Hl7Message message) {
        return reading(maps, message, null).read();
    }

    private Reading reading(Maps now, Hl7Message message, @Nullable Trace trace) {
        Hl7Message.Header header = message.header();
        MapLibrary library = now.of(header);
        MessageMap map = library.message(header.messageCode(), header.triggerEvent());
        if (map == null) {
            throw new IllegalStateException("not accepted: " + header.messageCode() + "^" + header.triggerEvent());
        }
        return new Reading(message, library, map, site, trace);
    }

    /** A character that could not be decoded, an end that was cut off: may be half of a patient's or a drug's name. */
    private static void incomplete(Hl7Message message, List<Finding> findings) {
        boolean decoded = true;
        for (Segment segment : message.segments()) {
            for (int field = 1; field <= segment.fieldCount(); field++) {
                Value value = segment.field(field);
                if (decoded && value.raw().indexOf('\uFFFD') >= 0) {
                    decoded = false;
                    findings.add(Finding.error(
                            Finding.DATA_TYPE,
                            segment.location(field, 1, 1),
                            segment.name() + "-" + field
                                    + " has bytes that are no characters of the set that MSH-18 names (\""
                                    + message.header().characterSet() + "\"): correct MSH-18 or the encoding."));
                }
                if (value.isCutOff()) {
                    findings.add(Finding.warning(
                            Finding.DATA_TYPE,
                            segment.location(field, 1, 1),
                            segment.name() + "-" + field + " was cut off by the sender: its end is missing."));
                }
            }
        }
    }

    /** What became of each field that is filled; nothing for a message that is no concern of ours. */
    public List<Ledger.Entry> ledger(Hl7Message message) {
        Hl7Message.Header header = message.header();
        Maps now = maps;
        MessageMap map = now.of(header).message(header.messageCode(), header.triggerEvent());
        if (map == null || gate(now, header) != null) {
            return List.of();
        }
        Trace trace = new Trace();
        try {
            reading(now, message, trace).read();
        } catch (RuntimeException e) {
            // As far as it went before the bug of ours that translate() has told of.
            LOG.error("ledger=unfinished messageControlId={}", header.controlId(), e);
        }
        return Ledger.of(message, map, trace);
    }

    /** Names the patients of a message for the message group; without PID the bag code (ORC-2). */
    public List<String> patientKeys(Hl7Message message) {
        Maps now = maps;
        if (gate(now, message.header()) != null) {
            return List.of();
        }
        try {
            List<String> keys = reading(now, message, null).patientKeys();
            if (!keys.isEmpty()) {
                return keys;
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "patient-keys=failed messageControlId={}", message.header().controlId(), e);
        }
        return message.segments().stream()
                .filter(segment -> segment.name().equals("ORC"))
                .map(orc -> orc.text(2, 1))
                .filter(bag -> !bag.isEmpty())
                .map(bag -> "bag|" + bag)
                .distinct()
                .toList();
    }
}

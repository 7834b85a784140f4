package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.HL7Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.component.hl7.HL7Converter;
import org.chemoloop.routes.answer.Addressee;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.conform.StrictOut;
import org.chemoloop.routes.receive.CharacterSets;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What holds for every message of the corpus. */
class CorpusTest {

    @Test
    void everyComponentAndEveryOrderOfAnAcceptedMessageArrives() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path file : Corpus.files()) {
            Hl7Message message;
            try {
                message = Hl7Message.parse(
                        CharacterSets.decode(Files.readAllBytes(file)).text());
            } catch (UnreadableMessageException e) {
                continue;
            }
            Translation translation = Maps.translator().translate(message);
            if (translation instanceof Translation.Refused refused) {
                assertThat(refused.findings())
                        .extracting(Finding::code)
                        .as("%s", file)
                        .doesNotContain(Finding.INTERNAL);
            } else if (!message.header().messageCode().equals("RDS")) {
                lost.addAll(lost(file, message, (Translation.Translated) translation));
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyMessageIsAnsweredInWellFormedHl7() throws IOException, HL7Exception {
        StrictOut strict = new StrictOut();
        List<String> complaints = new ArrayList<>();
        for (Path file : Corpus.files()) {
            byte[] answer = answer(Files.readAllBytes(file));
            String found = strict.complaints(HL7Converter.toMessage(StrictOut.text(answer)));
            if (!found.isEmpty()) {
                complaints.add(file + ": " + found);
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static byte[] answer(byte[] received) {
        AnswerDesk desk = new AnswerDesk(Maps.DAY_CENTRE.zone());
        CharacterSets.Decoded decoded = CharacterSets.decode(received);
        try {
            Hl7Message message = Hl7Message.parse(decoded.text());
            Translation translation = Maps.translator().translate(message);
            return desk.decided(
                            new Addressee(message, decoded.charset(), "A1", Instant.EPOCH),
                            translation,
                            TestMessages.acceptingAll(translation))
                    .bytes();
        } catch (UnreadableMessageException e) {
            Finding unreadable = Finding.reject(Finding.SEGMENT_SEQUENCE, "", e.getMessage());
            return desk.refused(Addressee.unknown("A1", Instant.EPOCH), List.of(unreadable))
                    .bytes();
        }
    }

    @Test
    void everyBundleIsValidR4() throws IOException {
        GoldenFilesAreValidR4Test.prepare();
        List<String> errors = new ArrayList<>();
        for (Path file : Corpus.files()) {
            Optional<String> bundle = bundle(file);
            bundle.ifPresent(
                    json -> GoldenFilesAreValidR4Test.errors(json).forEach(error -> errors.add(file + ": " + error)));
        }
        assertThat(errors).isEmpty();
    }

    private static Optional<String> bundle(Path file) throws IOException {
        try {
            Hl7Message message = Hl7Message.parse(
                    CharacterSets.decode(Files.readAllBytes(file)).text());
            return Maps.translator().translate(message) instanceof Translation.Translated translated
                    ? Optional.of(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(translated.bundle()))
                    : Optional.empty();
        } catch (UnreadableMessageException e) {
            return Optional.empty();
        }
    }

    /** Of the segments that a map reads, no field that a sender fills is left without a row or a reason. */
    @Test
    void everyFieldOfASegmentThatIsReadIsMappedOrExcused() throws IOException {
        Set<String> silent = new TreeSet<>();
        for (Path file : Corpus.files()) {
            try {
                Hl7Message message = Hl7Message.parse(
                        CharacterSets.decode(Files.readAllBytes(file)).text());
                Set<String> read = new TreeSet<>();
                List<Ledger.Entry> ledger = Maps.translator().ledger(message);
                ledger.stream()
                        .filter(entry -> entry.fate() != Ledger.Fate.KEPT)
                        .forEach(entry -> read.add(segment(entry)));
                ledger.stream()
                        .filter(entry -> entry.fate() == Ledger.Fate.KEPT && read.contains(segment(entry)))
                        .forEach(entry -> silent.add(segment(entry) + "-" + field(entry)));
            } catch (UnreadableMessageException e) {
                assertThat(e).hasMessageContaining("MSH");
            }
        }
        assertThat(silent).isEmpty();
    }

    /** No code under one order that the text has only under another. */
    @Test
    void nothingOfAnOrderComesFromItsNeighbour() throws IOException {
        List<String> strayed = new ArrayList<>();
        int orders = 0;
        for (Path file : Corpus.files()) {
            try {
                Hl7Message message = Hl7Message.parse(
                        CharacterSets.decode(Files.readAllBytes(file)).text());
                if (Maps.translator().translate(message) instanceof Translation.Translated translated
                        && translated.orders().size() > 1) {
                    orders += translated.orders().size();
                    strayed.addAll(strayed(file, message, translated));
                }
            } catch (UnreadableMessageException e) {
                assertThat(e).hasMessageContaining("MSH");
            }
        }
        assertThat(orders).isGreaterThan(1);
        assertThat(strayed).isEmpty();
    }

    private static List<String> strayed(Path file, Hl7Message message, Translation.Translated translated) {
        // What is said before the first ORC holds for all: it stands under "".
        Map<String, Set<String>> said = new HashMap<>();
        String order = "";
        for (Segment segment : message.segments()) {
            order = segment.name().equals("ORC") ? segment.location() : order;
            Set<String> words = said.computeIfAbsent(order, o -> new TreeSet<>());
            for (int field = 1; field <= segment.fieldCount(); field++) {
                words.addAll(List.of(segment.field(field).raw().split("[~^&]")));
            }
        }
        List<String> strayed = new ArrayList<>();
        for (OrderEntry entry : translated.orders()) {
            Set<String> own = new TreeSet<>(said.getOrDefault("", Set.of()));
            own.addAll(said.getOrDefault(entry.segmentLocation(), Set.of()));
            Resource line =
                    translated.bundle().getEntry().get(entry.entryIndex()).getResource();
            for (Coding coding :
                    FhirContext.forR4Cached().newTerser().getAllPopulatedChildElementsOfType(line, Coding.class)) {
                boolean elsewhere = said.values().stream().anyMatch(words -> words.contains(coding.getCode()));
                if (elsewhere && !own.contains(coding.getCode())) {
                    strayed.add(file + " " + entry.segmentLocation() + ": " + coding.getCode());
                }
            }
        }
        return strayed;
    }

    private static String segment(Ledger.Entry entry) {
        return entry.place().split("\\^")[0];
    }

    private static String field(Ledger.Entry entry) {
        return entry.place().split("\\^")[2];
    }

    private static List<String> lost(Path file, Hl7Message message, Translation.Translated translated) {
        List<MedicationRequest> lines = translated.orders().stream()
                .map(order ->
                        translated.bundle().getEntry().get(order.entryIndex()).getResource())
                .map(MedicationRequest.class::cast)
                .toList();
        List<String> lost = new ArrayList<>();
        if (lines.size() != count(message, "ORC") && count(message, "RXO") + count(message, "RXE") > 0) {
            lost.add(file + ": orders");
        }
        int superseded = (int) translated.warnings().stream()
                .filter(finding -> finding.sentence().startsWith("This RXC is not used"))
                .count();
        int ingredients = lines.stream()
                .flatMap(line -> line.getContained().stream())
                .mapToInt(
                        medication -> ((Medication) medication).getIngredient().size())
                .sum();
        if (ingredients + superseded != count(message, "RXC")) {
            lost.add(file + ": components");
        }
        return lost;
    }

    private static int count(Hl7Message message, String name) {
        return (int) message.segments().stream()
                .filter(segment -> segment.name().equals(name))
                .count();
    }
}

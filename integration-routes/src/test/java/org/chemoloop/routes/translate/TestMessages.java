package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.routes.announce.Hears;
import org.chemoloop.routes.answer.Addressee;
import org.chemoloop.routes.answer.AnswerDesk;
import org.chemoloop.routes.receive.CharacterSets;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.submit.Decision.Outcome;
import org.jspecify.annotations.Nullable;

/** The folders of test-messages, and what the routes make of each {@code received.hl7}. */
final class TestMessages {
    static final Path ROOT = Path.of("..", "test-messages");

    private static final Instant ANSWERED_AT = Instant.parse("2026-11-24T00:00:01Z");

    private TestMessages() {}

    /** One folder: something that happens in the hospital. */
    record Folder(Path path) {
        String name() {
            return ROOT.relativize(path).toString().replace('\\', '/');
        }

        String title() {
            return readme().get(0).substring(2);
        }

        List<String> readme() {
            return read(path.resolve("README.md")).lines().toList();
        }

        CharacterSets.Decoded received() {
            return CharacterSets.decode(bytes(path.resolve("received.hl7")));
        }

        /** False where something is only told: of a scan, not of a message. */
        boolean isReceived() {
            return Files.exists(path.resolve("received.hl7"));
        }

        boolean isAnnounced() {
            return Files.exists(path.resolve("given.fhir.json"));
        }

        /** What counterparts hear of what the FHIR side has made of it; nothing when nobody is told. */
        byte @Nullable [] announced() {
            return isAnnounced() ? Hears.of(read(path.resolve("given.fhir.json")), Maps.DAY_CENTRE.zone()) : null;
        }

        /** Nothing when it is no message. */
        @Nullable
        Hl7Message message() {
            try {
                return Hl7Message.parse(received().text());
            } catch (UnreadableMessageException e) {
                return null;
            }
        }

        @Nullable
        Translation translation() {
            Hl7Message message = message();
            return message == null ? null : Maps.translator().translate(message);
        }

        /** The Bundle that goes to the FHIR store; nothing when the message is refused before. */
        @Nullable
        String stored() {
            return translation() instanceof Translation.Translated translated
                    ? FhirContext.forR4Cached()
                                    .newJsonParser()
                                    .setPrettyPrint(true)
                                    .encodeResourceToString(translated.bundle())
                            + "\n"
                    : null;
        }

        /** The answer when the FHIR side accepts everything. */
        byte[] answered() {
            AnswerDesk desk = new AnswerDesk(Maps.DAY_CENTRE.zone());
            Hl7Message message = message();
            if (message == null) {
                Finding unreadable =
                        Finding.reject(Finding.SEGMENT_SEQUENCE, "", "The text does not begin with an MSH segment.");
                return desk.refused(Addressee.unknown("A1", ANSWERED_AT), List.of(unreadable))
                        .bytes();
            }
            Charset charset = received().charset();
            Addressee sender =
                    new Addressee(message, charset, "A" + message.header().controlId(), ANSWERED_AT);
            Translation translation = Maps.translator().translate(message);
            return desk.decided(sender, translation, acceptingAll(translation)).bytes();
        }
    }

    /** Every line gets a filler order number, everything is stored. */
    static Decision acceptingAll(Translation translation) {
        List<Outcome> outcomes = new ArrayList<>();
        if (translation instanceof Translation.Translated translated) {
            for (int i = 0; i < translated.bundle().getEntry().size(); i++) {
                String type =
                        translated.bundle().getEntry().get(i).getResource().fhirType();
                String filler = type.equals("MedicationRequest") ? "F" + (i + 1) : "";
                outcomes.add(new Outcome(false, type + "/" + (i + 1), filler, List.of()));
            }
        }
        return new Decision(outcomes);
    }

    /** Those in which something is received. */
    static List<Folder> all() {
        return everything().stream().filter(Folder::isReceived).toList();
    }

    static List<Folder> everything() {
        try (Stream<Path> found = Files.walk(ROOT, 3)) {
            List<Folder> folders = found.filter(
                            path -> path.endsWith("received.hl7") || path.endsWith("given.fhir.json"))
                    .map(path -> new Folder(path.getParent()))
                    .distinct()
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
            assertThat(folders).isNotEmpty();
            return folders;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        return new String(bytes(file), UTF_8);
    }

    /**
     * Compares with the approved file, or with {@code -Dapprove=true} writes it; nothing means there is no such file.
     */
    static void approve(Path file, byte @Nullable [] made) {
        try {
            if (Boolean.getBoolean("approve")) {
                if (made == null) {
                    Files.deleteIfExists(file);
                } else {
                    Files.write(file, made);
                }
            }
            assertThat(Files.exists(file)).as("%s is there", file).isEqualTo(made != null);
            if (made != null) {
                assertThat(new String(made, UTF_8).replace('\r', '\n'))
                        .as("%s (run with -Dapprove=true, read the diff, commit it)", file)
                        .isEqualTo(read(file).replace('\r', '\n'));
                assertThat(made).isEqualTo(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

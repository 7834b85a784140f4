package org.chemoloop.routes.translate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Translates messages by the maps it was loaded from; safe for use by many threads. */
public final class Translator {
    private Translator() {}

    public static Translator load(Path mappings) throws MapProblems {
        return load(mappings, Site.here());
    }

    public static Translator load(Path mappings, Site site) throws MapProblems {
        throw new UnsupportedOperationException();
    }

    /** The MSH-level gate alone: type, event, processing id and version. */
    public Optional<Finding> acceptance(Hl7Message.Header header) {
        throw new UnsupportedOperationException();
    }

    /** Never throws: what can't be translated is refused with findings. */
    public Translation translate(Hl7Message message) {
        throw new UnsupportedOperationException();
    }

    /** Names the patients of a message for the message group; without PID the bag code (ORC-2). */
    public List<String> patientKeys(Hl7Message message) {
        throw new UnsupportedOperationException();
    }
}

package org.chemoloop.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Reads the installation's secrets, each from its file, when they are needed. */
final class Secrets {
    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The configured value, or the file of that name when none is configured. */
    Supplier<String> orFile(String configured, String name) {
        return () -> configured.isEmpty() ? read(name) : configured;
    }

    String read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be read", e);
        }
    }
}

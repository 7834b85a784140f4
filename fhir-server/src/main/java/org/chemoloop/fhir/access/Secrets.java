package org.chemoloop.fhir.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The secrets directory of the installation: one file per secret, read when needed. */
@Component
public class Secrets {

    private final Path directory;

    Secrets(@Value("${chemoloop.secrets-dir}") Path directory) {
        this.directory = directory;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Empty when the file is missing or empty. */
    public Optional<String> read(String name) {
        Path file = file(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(secret -> !secret.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " can't be read", e);
        }
    }
}

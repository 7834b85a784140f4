package org.chemoloop.routes.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.routes.receive.CharacterSets;
import org.junit.jupiter.api.Assumptions;

/** Messages of other projects, where {@code CHEMOLOOP_CORPUS} or a folder beside the repository has them. */
final class Corpus {
    private Corpus() {}

    private static Path folder() {
        String configured = System.getenv("CHEMOLOOP_CORPUS");
        Path folder = configured == null ? Path.of("..", "..", "shared", "corpus") : Path.of(configured);
        Assumptions.assumeTrue(Files.isDirectory(folder), "no corpus here");
        return folder;
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(path -> path.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    /** As the corpus itself names the file. */
    static String name(Path file) {
        return folder().relativize(file).toString().replace('\\', '/');
    }

    static String text(Path file) throws IOException {
        return CharacterSets.decode(Files.readAllBytes(file)).text();
    }
}

package org.chemoloop.routes.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over maps that were changed while messages come in: all of them at once, or none when there is a mistake in
 * one, which is then told with file and line while the old ones stay.
 */
public final class MapWatch {
    private static final Logger log = LoggerFactory.getLogger(MapWatch.class);

    private final Path mappings;
    private final Translator translator;
    private String before;
    private String taken;
    private List<String> problems = List.of();

    public MapWatch(Path mappings, Translator translator) {
        this.mappings = mappings;
        this.translator = translator;
        this.before = state();
        this.taken = before;
    }

    /** Looks once; what is still being written is left for the next look. */
    public synchronized void look() {
        String now = state();
        boolean settled = now.equals(before);
        before = now;
        if (!settled || now.equals(taken)) {
            return;
        }
        taken = now;
        try {
            translator.reload(mappings);
            problems = List.of();
            log.info("maps=reloaded");
        } catch (MapProblems e) {
            problems = e.problems();
            problems.forEach(problem -> log.error("maps=old-ones-stay problem=\"{}\"", problem));
        }
    }

    /** Why the files as they are now are not in use; empty when they are. */
    public synchronized List<String> problems() {
        return problems;
    }

    private String state() {
        try (Stream<Path> files = Files.walk(mappings)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(MapWatch::state)
                    .collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException e) {
            return e.toString();
        }
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.file.Path;

/** The command {@code lint-maps}: every mistake in the maps, each with file and line, before they are taken over. */
public final class LintMapsMain {
    private LintMapsMain() {}

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "org/chemoloop/routes/translate/quiet-logback.xml");
        System.exit(run(arguments, new PrintStream(System.out, true, UTF_8)));
    }

    /** 0 when all is well, 1 when there is a mistake, 2 when the command itself can't be done. */
    static int run(String[] arguments, PrintStream out) {
        if (arguments.length > 1) {
            out.println("lint-maps [DIR]");
            return 2;
        }
        Path mappings = arguments.length == 1 ? Path.of(arguments[0]) : TranslateMain.usualMappings();
        try {
            Translator.load(mappings);
            out.println("No mistake in " + mappings + ".");
            return 0;
        } catch (MapProblems e) {
            e.problems().forEach(out::println);
            return 1;
        }
    }
}

package org.chemoloop.routes.translate;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.chemoloop.routes.translate.type.CodeTable;

/** The real maps of the repository, loaded once for all tests. */
public final class Maps {
    public static final Path FOLDER = Path.of("..", "mappings");
    public static final Site DAY_CENTRE = new Site(ZoneId.of("Asia/Shanghai"), false);

    private static final MapLibrary LIBRARY;
    private static final Translator TRANSLATOR;

    static {
        try {
            Problems problems = new Problems();
            LIBRARY = MapLibrary.compile(MapLibrary.read(FOLDER, problems), List.of(), new HashMap<>(), problems)
                    .get("");
            problems.throwIfAny();
            TRANSLATOR = Translator.load(FOLDER, DAY_CENTRE);
        } catch (MapProblems e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Maps() {}

    public static CodeTable table(String name) {
        return LIBRARY.table(name);
    }

    /** The message structures that have a map. */
    public static Set<String> structures() {
        return LIBRARY.structures();
    }

    public static Translator translator() {
        return TRANSLATOR;
    }
}

package org.chemoloop.routes.translate.type;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.chemoloop.routes.translate.Value;
import org.jspecify.annotations.Nullable;

/**
 * One code table of the mappings folder.
 *
 * @param name the file's stem, e.g. {@code HL70001-sex}
 * @param system the system of the codes on the FHIR side, if they have one
 * @param rows by the code as senders write it; upper case where the table ignores case
 * @param ignoresCase whether {@code qd} is {@code QD}
 * @param agrees whether a value is refused whose identifier and text mean different codes
 * @param otherwise what happens to a code that has no row
 * @param fallback the entry to use where {@code otherwise} says so
 * @param heard is told of every row that is found
 */
public record CodeTable(
        String name,
        @Nullable String system,
        Map<String, Entry> rows,
        boolean ignoresCase,
        boolean agrees,
        Otherwise otherwise,
        @Nullable Entry fallback,
        Consumer<Entry> heard) {

    private static final int[] PARTS = {1, 2, 4, 5};

    /** What happens to a code without a row. */
    public enum Otherwise {
        /** The message is refused with 103. */
        REFUSE,
        /** The value is kept as the sender wrote it, with a warning. */
        KEEP,
        /** The value is kept as the sender wrote it; nobody needs to hear of it. */
        KEEP_QUIETLY,
        /** The value is left out, with a warning. */
        LEAVE_OUT,
        /** The fallback entry is used, with a warning. */
        USE
    }

    /** One row: file and line, the code on the FHIR side, and whatever else the table says about it. */
    public record Entry(
            String where,
            @Nullable String code,
            @Nullable String display,
            @Nullable String system,
            Map<String, String> more) {
        public boolean says(String key) {
            return "true".equals(more.get(key));
        }
    }

    /** The same table, telling somebody of every row that is found. */
    public CodeTable heardBy(Consumer<Entry> listener) {
        return new CodeTable(name, system, rows, ignoresCase, agrees, otherwise, fallback, listener);
    }

    public @Nullable Entry find(String code) {
        return found(key(code));
    }

    private @Nullable Entry found(String key) {
        Entry entry = rows.get(key);
        if (entry != null) {
            heard.accept(entry);
        }
        return entry;
    }

    /** The code as a row of this table would be named. */
    public String key(String code) {
        return ignoresCase ? code.toUpperCase(Locale.ROOT) : code;
    }

    /**
     * Looks a coded value up by its identifier, then by its text, then by the alternate pair: senders fill either. A
     * row {@code IH@HL70162} holds for the identifier only where the sender names that coding system.
     */
    public @Nullable Entry find(Value coded) {
        for (int part : PARTS) {
            Entry entry = find(coded, part);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    private @Nullable Entry find(Value coded, int part) {
        String text = coded.text(part);
        if (text.isEmpty()) {
            return null;
        }
        if (part == 1 || part == 4) {
            Entry inSystem = found(key(text) + "@" + coded.text(part + 2));
            if (inSystem != null) {
                return inSystem;
            }
        }
        return find(text);
    }

    /** Whether identifier and text of the value are both known here and mean different codes. */
    public boolean contradicts(Value coded) {
        Entry first = agrees ? find(coded) : null;
        if (first == null) {
            return false;
        }
        for (int part : PARTS) {
            Entry other = find(coded, part);
            if (other != null && !Objects.equals(other.code(), first.code())) {
                return true;
            }
        }
        return false;
    }
}

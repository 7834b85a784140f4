package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The separators that MSH-1 and MSH-2 of a message declare, and its escape sequences. */
public record Delimiters(char field, char component, char repetition, char escape, char subcomponent, char truncation) {

    /** A character that stands for "none": it cannot occur in decoded text. */
    private static final char NONE = '\uFFFF';

    static Delimiters of(String text, int mshStart) {
        char field = text.charAt(mshStart + 3);
        int from = mshStart + 4;
        int to = from;
        while (to < text.length() && text.charAt(to) != field && text.charAt(to) != '\r' && text.charAt(to) != '\n') {
            to++;
        }
        String declared = text.substring(from, to);
        return new Delimiters(
                field,
                at(declared, 0, '^'),
                at(declared, 1, '~'),
                at(declared, 2, '\\'),
                at(declared, 3, '&'),
                declared.length() > 4 ? declared.charAt(4) : NONE);
    }

    private static char at(String declared, int index, char usual) {
        return index < declared.length() ? declared.charAt(index) : usual;
    }

    /** The text that a raw value stands for. An escape sequence nobody knows is kept as it was sent. */
    public String decode(String raw) {
        int from = raw.indexOf(escape);
        if (from < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        int copied = 0;
        while (from >= 0) {
            int to = raw.indexOf(escape, from + 1);
            if (to < 0) {
                break;
            }
            String meaning = meaning(raw.substring(from + 1, to));
            if (meaning == null) {
                // Not an escape sequence: the second character may begin one.
                text.append(raw, copied, to);
                copied = to;
                from = to;
            } else {
                text.append(raw, copied, from).append(meaning);
                copied = to + 1;
                from = raw.indexOf(escape, copied);
            }
        }
        return text.append(raw, copied, raw.length()).toString();
    }

    private @Nullable String meaning(String code) {
        return switch (code) {
            case "F" -> String.valueOf(field);
            case "S" -> String.valueOf(component);
            case "T" -> String.valueOf(subcomponent);
            case "R" -> String.valueOf(repetition);
            case "E" -> String.valueOf(escape);
            case "P" -> truncation == NONE ? null : String.valueOf(truncation);
            case ".br", ".sp", ".fi", ".nf" -> "\n";
            case "H", "N" -> "";
            default -> code.startsWith("X") ? hexadecimal(code.substring(1)) : null;
        };
    }

    private static @Nullable String hexadecimal(String digits) {
        if (digits.isEmpty() || digits.length() % 2 != 0) {
            return null;
        }
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(digits.charAt(2 * i), 16);
            int low = Character.digit(digits.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            bytes[i] = (byte) (high * 16 + low);
        }
        return new String(bytes, UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", " ");
    }
}

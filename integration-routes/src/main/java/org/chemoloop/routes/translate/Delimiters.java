package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The separators that MSH-1 and MSH-2 of a message declare, and its escape sequences. */
public record Delimiters(char field, char component, char repetition, char escape, char subcomponent, char truncation) {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Pattern FORMATTING = Pattern.compile("\\.(sp|sk|in|ti)[+-]?(\\d{0,2})");

    /** A character that stands for "none": it cannot occur in decoded text. */
    private static final char NONE = '\uFFFF';

    static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', NONE);

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
            case ".br", ".fi", ".nf", ".ce" -> "\n";
            case "H", "N" -> "";
            default -> code.startsWith("X") ? hexadecimal(code.substring(1)) : formatting(code);
        };
    }

    /** Commands of formatted text with a number: lines down, blanks, indents. */
    private static @Nullable String formatting(String code) {
        Matcher command = FORMATTING.matcher(code);
        if (!command.matches()) {
            return null;
        }
        int number = command.group(2).isEmpty() ? 1 : Integer.parseInt(command.group(2));
        return switch (command.group(1)) {
            case "sp" -> "\n".repeat(number);
            case "sk" -> " ".repeat(number);
            default -> "";
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
        String text = text(bytes);
        return text == null
                ? null
                : text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", " ");
    }

    /** UTF-8 or, where it is none, GB 18030, like a message that does not name its characters. */
    private static @Nullable String text(byte[] bytes) {
        for (Charset charset : new Charset[] {UTF_8, GB18030}) {
            try {
                return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                // The next one, or the sequence is kept as it was sent.
            }
        }
        return null;
    }

    /** Whether a part of a raw value says that its end was cut off, as 2.7 allows: {@code MSH|^~\&#|}. */
    boolean cutsOff(String raw) {
        for (int i = raw.indexOf(truncation); i >= 0; i = raw.indexOf(truncation, i + 1)) {
            if (i + 1 == raw.length() || isSeparator(raw.charAt(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSeparator(char c) {
        return c == component || c == repetition || c == subcomponent;
    }
}

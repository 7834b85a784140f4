package org.chemoloop.routes.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a message into text by MSH-18, before anything looks for a delimiter. */
public final class CharacterSets {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Names as senders write them, upper case, without blanks, hyphens and underscores. */
    private static final Map<String, Charset> BY_NAME = Map.ofEntries(
            Map.entry("UNICODEUTF8", UTF_8),
            Map.entry("UTF8", UTF_8),
            Map.entry("UNICODE", UTF_8),
            Map.entry("GB180302000", GB18030),
            Map.entry("GB180302005", GB18030),
            Map.entry("GB180302022", GB18030),
            Map.entry("GB18030", GB18030),
            // GB 18030 reads every GBK and GB 2312 byte pair alike and knows more characters.
            Map.entry("GBK", GB18030),
            Map.entry("CP936", GB18030),
            Map.entry("GB2312", GB18030),
            Map.entry("BIG5", Charset.forName("Big5")),
            Map.entry("ASCII", US_ASCII),
            Map.entry("USASCII", US_ASCII),
            Map.entry("8859/1", ISO_8859_1),
            Map.entry("ISO88591", ISO_8859_1),
            Map.entry("8859/2", Charset.forName("ISO-8859-2")),
            Map.entry("8859/5", Charset.forName("ISO-8859-5")),
            Map.entry("8859/9", Charset.forName("ISO-8859-9")),
            Map.entry("8859/15", Charset.forName("ISO-8859-15")));

    private CharacterSets() {}

    /** A message as text, with the character set its answer has to use. */
    public record Decoded(String text, Charset charset, String msh18, boolean unknownName) {}

    /**
     * Decodes by the first repetition of MSH-18. Empty means UTF-8, and bytes that are not valid UTF-8 are then GB
     * 18030. A name this table does not know is reported and read as if it were empty.
     */
    public static Decoded decode(byte[] raw) {
        String msh18 = msh18(raw);
        String name = msh18.split("~", 2)[0].strip();
        @Nullable Charset named = charset(name);
        if (named != null) {
            return new Decoded(withoutMark(new String(raw, named)), named, msh18, false);
        }
        Charset guessed = isValid(raw, UTF_8) ? UTF_8 : GB18030;
        return new Decoded(withoutMark(new String(raw, guessed)), guessed, msh18, !name.isEmpty());
    }

    private static @Nullable Charset charset(String name) {
        return BY_NAME.get(name.toUpperCase(Locale.ROOT).replaceAll("[ _-]", ""));
    }

    private static String msh18(byte[] raw) {
        int end = 0;
        while (end < raw.length && raw[end] != '\r' && raw[end] != '\n') {
            end++;
        }
        String found = field18(new String(raw, 0, end, ISO_8859_1));
        if (charset(found.split("~", 2)[0].strip()) == null && !isValid(raw, US_ASCII)) {
            // A GBK trail byte may look like the field separator and shift the fields: read the header as text first.
            String header = new String(raw, 0, end, isValid(raw, UTF_8) ? UTF_8 : GB18030);
            return field18(header);
        }
        return found;
    }

    private static String field18(String header) {
        int start = header.indexOf("MSH");
        if (start < 0 || header.length() < start + 4) {
            return "";
        }
        char separator = header.charAt(start + 3);
        int from = start + 3;
        // MSH-1 is the separator itself, so MSH-18 follows the 17th separator.
        for (int i = 1; i < 17; i++) {
            from = header.indexOf(separator, from + 1);
            if (from < 0) {
                return "";
            }
        }
        int to = header.indexOf(separator, from + 1);
        return header.substring(from + 1, to < 0 ? header.length() : to);
    }

    private static boolean isValid(byte[] raw, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}

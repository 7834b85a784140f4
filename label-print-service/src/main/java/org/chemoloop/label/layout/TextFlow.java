package org.chemoloop.label.layout;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines: between Chinese characters, but never inside a number or a Latin word that fits a line. */
public final class TextFlow {
    /** These never begin a line: a dose must not be parted from its sign. */
    private static final String NOT_FIRST = "，。、；：）】》”%‰℃)],;:.!?·";

    private TextFlow() {}

    public static List<String> lines(String text, double width, double size, TextMeasure measure) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
            if (line.length() > 0 && measure.width(line + word, size) > width && !word.isBlank()) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            if (measure.width(word, size) > width) {
                breakAnywhere(word, width, size, measure, lines, line);
            } else if (line.length() > 0 || !word.isBlank()) {
                line.append(word);
            }
        }
        if (!line.toString().isBlank()) {
            lines.add(line.toString().strip());
        }
        return lines;
    }

    private static void breakAnywhere(
            String word, double width, double size, TextMeasure measure, List<String> lines, StringBuilder line) {
        for (int i = 0; i < word.length(); i = word.offsetByCodePoints(i, 1)) {
            String character = Character.toString(word.codePointAt(i));
            if (line.length() > 0 && measure.width(line + character, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(character);
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean latin = false;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int character = text.codePointAt(i);
            boolean staysTogether = (isLatin(character) && latin) || NOT_FIRST.indexOf(character) >= 0;
            if (word.length() > 0 && !staysTogether) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.appendCodePoint(character);
            latin = isLatin(character);
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isLatin(int character) {
        return character > ' ' && character < 0x2E80 && !Character.isWhitespace(character);
    }
}

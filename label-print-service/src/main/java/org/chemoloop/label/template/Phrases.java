package org.chemoloop.label.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The words of one language: phrases with places for facts, such as {@code 滴速 {rate}}. */
public final class Phrases {
    private final String language;
    private final Map<String, Phrase> phrases;

    private Phrases(String language, Map<String, Phrase> phrases) {
        this.language = language;
        this.phrases = phrases;
    }

    /** The bundled words of {@code zh} or {@code en}. */
    public static Phrases bundled(String language) {
        String resource = "/templates/words." + language + ".properties";
        try (InputStream file = Phrases.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalArgumentException("no words in " + language);
            }
            Properties read = new Properties();
            read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            Map<String, Phrase> phrases = new HashMap<>();
            read.stringPropertyNames().forEach(key -> phrases.put(key, Phrase.of(read.getProperty(key))));
            return new Phrases(language, phrases);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " can't be read", unreadable);
        }
    }

    public String language() {
        return language;
    }

    /** A word without places. */
    public String word(String key) {
        return phrase(key).pieces.get(0);
    }

    public boolean knows(String key) {
        return phrases.containsKey(key);
    }

    List<String> say(String key, Facts facts) {
        return phrase(key).say(facts);
    }

    private Phrase phrase(String key) {
        Phrase phrase = phrases.get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("there is no word for " + key + " in " + language);
        }
        return phrase;
    }

    /** Text pieces with the names of facts between them. */
    private record Phrase(List<String> pieces, List<String> names) {

        static Phrase of(String pattern) {
            List<String> pieces = new ArrayList<>();
            List<String> names = new ArrayList<>();
            int from = 0;
            for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
                int close = pattern.indexOf('}', open);
                pieces.add(pattern.substring(from, open));
                names.add(pattern.substring(open + 1, close));
                from = close + 1;
            }
            pieces.add(pattern.substring(from));
            return new Phrase(pieces, names);
        }

        List<String> say(Facts facts) {
            int times = 1;
            for (String name : names) {
                int values = facts.values(name).size();
                times = values == 0 ? 0 : times == 0 ? 0 : Math.max(times, values);
            }
            List<String> said = new ArrayList<>(times);
            for (int i = 0; i < times; i++) {
                StringBuilder text = new StringBuilder(pieces.get(0));
                for (int place = 0; place < names.size(); place++) {
                    List<String> values = facts.values(names.get(place));
                    text.append(values.get(Math.min(i, values.size() - 1))).append(pieces.get(place + 1));
                }
                said.add(text.toString());
            }
            return said;
        }
    }
}

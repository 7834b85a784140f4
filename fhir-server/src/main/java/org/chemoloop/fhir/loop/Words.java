package org.chemoloop.fhir.loop;

import java.util.Locale;

/** What people read, in Chinese and in English. */
public record Words(String zh, String en) {

    public static Words of(String zh, String en) {
        return new Words(zh, en);
    }

    /** English for those who ask for it, Chinese for everybody else. */
    public String in(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? en : zh;
    }
}

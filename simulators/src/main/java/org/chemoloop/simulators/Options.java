package org.chemoloop.simulators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words of a command line: {@code --name value} pairs with defaults, the rest in order. */
record Options(Map<String, String> named, List<String> words) {

    /** Reads the arguments; a name without a default is refused, so that a typo doesn't pass. */
    static Options parse(String[] arguments, Map<String, String> defaults) {
        var named = new LinkedHashMap<>(defaults);
        var words = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                words.add(arguments[i]);
                continue;
            }
            String name = arguments[i].substring(2);
            if (!defaults.containsKey(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("not understood: " + arguments[i] + "; known with a value: --"
                        + String.join(" --", defaults.keySet()));
            }
            named.put(name, arguments[++i]);
        }
        return new Options(named, List.copyOf(words));
    }

    String text(String name) {
        return named.getOrDefault(name, "");
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    double factor(String name) {
        return Double.parseDouble(text(name));
    }
}

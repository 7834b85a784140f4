package org.chemoloop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stages as a Markdown table, each rate with its ratio to the first row's. */
final class LoadTable {

    private LoadTable() {}

    static String of(List<Stage> stages, List<String> processes) {
        var header = new ArrayList<>(List.of("connections", "messages", "messages/s", "ratio", "p50 ms", "p99 ms"));
        processes.forEach(process -> header.add(process + " CPU ms/message"));
        header.add("not accepted");
        String rule = header.stream().map(name -> "---:").collect(Collectors.joining(" | ", "| ", " |"));
        return row(header) + "\n" + rule + "\n"
                + stages.stream()
                        .map(stage -> row(cells(stage, stages.get(0), processes)))
                        .collect(Collectors.joining("\n"));
    }

    private static List<String> cells(Stage stage, Stage first, List<String> processes) {
        var cells = new ArrayList<>(List.of(
                String.valueOf(stage.connections()),
                String.valueOf(stage.messages()),
                number("%.0f", stage.perSecond()),
                number("%.2f", stage.perSecond() / first.perSecond()),
                number("%.1f", stage.millisOf(0.5)),
                number("%.1f", stage.millisOf(0.99))));
        processes.forEach(process -> cells.add(number("%.2f", stage.processorMillisPerMessage(process))));
        cells.add(String.valueOf(stage.notAccepted()));
        return cells;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}

package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The eighteen situations that a day chemotherapy centre has to get through are all played. */
class EighteenScenariosTest {

    private static final Pattern PLAYED = Pattern.compile("@scenario-(\\d+)\\s+Scenario: \\S");

    @Test
    void eachOfTheEighteenHasAScenarioUnderItsNumber() throws IOException, URISyntaxException {
        var numbers = new TreeSet<Integer>();
        for (Path feature : features()) {
            PLAYED.matcher(Files.readString(feature))
                    .results()
                    .map(played -> Integer.valueOf(played.group(1)))
                    .forEach(numbers::add);
        }
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 18).boxed().toList());
    }

    private static List<Path> features() throws IOException, URISyntaxException {
        Path folder = Path.of(EighteenScenariosTest.class
                        .getResource("normal-day.feature")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".feature")).toList();
        }
    }
}

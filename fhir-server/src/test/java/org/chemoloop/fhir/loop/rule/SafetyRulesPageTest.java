package org.chemoloop.fhir.loop.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chemoloop.fhir.GeneratedPage;
import org.junit.jupiter.api.Test;

/** The page of the safety rules says what the code says: every rule, its threshold, where it is, the tests of it. */
class SafetyRulesPageTest {

    private static final List<Class<?>> CLASSES = Stream.of("classes", "test-classes")
            .flatMap(tree -> classes(Path.of("target", tree)))
            .toList();

    /** A rule and the class that checks it. */
    private record Placed(Rule rule, Class<?> where) {

        String group() {
            return rule.id().substring(0, 1);
        }

        int number() {
            return Integer.parseInt(rule.id().replaceAll("\\D", ""));
        }
    }

    /** A test and the rules that it proves. */
    private record Proof(List<String> rules, String name) {}

    private final List<Placed> rules = rules();
    private final List<Proof> proofs = proofs();

    @Test
    void everyRuleHasANumberOfItsOwnAndATestThatProvesIt() {
        assertThat(rules).extracting(placed -> placed.rule().id()).doesNotHaveDuplicates();
        assertThat(proofs.stream().flatMap(proof -> proof.rules().stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        rules.stream().map(placed -> placed.rule().id()).toList());
    }

    @Test
    void everyNumberOfTheListIsARule() {
        Set<String> numbers = new TreeSet<>();
        NUMBERS.forEach((group, last) -> IntStream.rangeClosed(1, last).forEach(number -> numbers.add(group + number)));
        Set<String> built = rules.stream()
                .map(placed -> placed.group() + placed.number())
                .collect(Collectors.toCollection(TreeSet::new));
        built.add("B6"); // of P1
        assertThat(built).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void everyScenarioIsPlayed() throws IOException {
        Set<String> played = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../end-to-end-tests/src/test/resources"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".feature")).toList()) {
                Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("Scenario: "))
                        .map(line -> line.substring("Scenario: ".length()))
                        .forEach(played::add);
            }
        }
        assertThat(played)
                .containsAll(SCENARIOS.values().stream().flatMap(List::stream).toList());
        assertThat(rules.stream().map(placed -> placed.rule().id()).toList()).containsAll(SCENARIOS.keySet());
    }

    @Test
    void everySettingIsNamedOnceAndHasAReadableDefault() {
        assertThat(rules.stream()
                        .flatMap(placed -> placed.rule().thresholds().stream())
                        .distinct())
                .extracting(Threshold::setting)
                .doesNotHaveDuplicates();
        for (Placed placed : rules) {
            for (Threshold threshold : placed.rule().thresholds()) {
                assertThat(readable(threshold)).as(threshold.setting()).isTrue();
            }
        }
    }

    private static boolean readable(Threshold threshold) {
        SiteSettings standard = SiteSettings.standard();
        return switch (threshold.unit()) {
            case DURATION ->
                standard.duration(threshold).isPresent() || threshold.value().equals(Threshold.OFF);
            case PERCENT, NUMBER ->
                standard.number(threshold).isPresent() || threshold.value().equals(Threshold.OFF);
            case SWITCH -> standard.isOn(threshold) || threshold.value().equals(Threshold.OFF);
            case LIST -> standard.list(threshold) != null;
        };
    }

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        GeneratedPage.isUpToDate("safety-rules.md", page());
    }

    private String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String group : List.of("O", "A", "P", "D", "B", "R")) {
            List<Placed> ofGroup = rules.stream()
                    .filter(placed -> placed.group().equals(group))
                    .toList();
            if (!ofGroup.isEmpty()) {
                page.append("\n## ").append(title(group)).append("\n\n");
                page.append("| rule | what must hold | weight | code | checked in | proven by | played in |\n");
                page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
                ofGroup.forEach(placed -> page.append(row(placed)));
            }
        }
        page.append(THRESHOLDS);
        rules.forEach(placed ->
                placed.rule().thresholds().forEach(threshold -> page.append(row(placed.rule(), threshold))));
        return page.toString();
    }

    private static final String INTRODUCTION = """
            # The safety rules

            Made of the rules in the code by `SafetyRulesPageTest`, which fails when this page says something else.

            - **hard**: the step is refused with 422 (at order time `UA`) and nothing clinical changes. Kept: a DetectedIssue when the patient is known, an AuditEvent in any case.
            - **soft**: the same 422 with severity `warning` and the extension `overridable`; sent again with the extension `override` (rule, reason) the step is taken, and the reason is kept as mitigation of a DetectedIssue and in the step's Provenance. What a message tells of has happened already: there a soft rule refuses nothing and leaves a DetectedIssue.
            - **info**: nobody is held up; a DetectedIssue of low severity is kept.

            A rule whose data nobody sent refuses nothing; the step's Provenance and the timeline then say `not checked: no data`. An order, an appointment and the call after a discharge carry the number of such a rule in the extension `not-checked`.
            """;

    /** The highest number of each group in the list of rules. */
    private static final Map<String, Integer> NUMBERS = Map.of("O", 18, "A", 6, "P", 9, "D", 1, "B", 16, "R", 8);

    /** Scenarios of end-to-end-tests in which a rule is seen at work on the whole installation. */
    private static final Map<String, List<String>> SCENARIOS = Map.ofEntries(
            Map.entry(
                    "O1",
                    List.of(
                            "One patient whose number is written in two letter cases",
                            "A number under which another person is known")),
            Map.entry("O2", List.of("A doctor without the privilege orders rituximab (限制使用级)")),
            Map.entry(
                    "P1",
                    List.of(
                            "A cancelled bag can no longer be released",
                            "Cancelled after the PIVAS has compounded the bag")),
            Map.entry("P5", List.of("Regrouped (组方) after the labels were printed")),
            Map.entry("D1", List.of("The bag expires on its way to the chairs")),
            Map.entry("B2", List.of("A bag is scanned at another patient's wristband")),
            Map.entry(
                    "B5",
                    List.of(
                            "A PDA repeats a scan, and a colleague scans the same bag",
                            "An empty bag is scanned again")),
            Map.entry("B9", List.of("Three bags (袋) from the order to the end")),
            Map.entry("R3-follow-up", List.of("Extravasation (外渗): stopped with a part of the dose")),
            Map.entry("R5-reason", List.of("Extravasation (外渗): stopped with a part of the dose")));

    private static final String THRESHOLDS = """

            ## What a site may set

            Environment variables of fhir-server. Times are written `45s`, `30m`, `8h`; `off` switches the rule off. A value that cannot be read stops the start.

            | variable | default | unit | rule | where the default comes from |
            | --- | --- | --- | --- | --- |
            """;

    private String row(Placed placed) {
        Rule rule = placed.rule();
        String tests = proofs.stream()
                .filter(proof -> proof.rules().contains(rule.id()))
                .map(proof -> "`" + proof.name() + "`")
                .collect(Collectors.joining(", "));
        return "| %s | %s<br>%s | %s | `%s` | `%s` | %s | %s |%n"
                .formatted(
                        rule.id(),
                        rule.words().zh(),
                        rule.words().en(),
                        rule.weight().name().toLowerCase(Locale.ROOT),
                        rule.issue().code(),
                        placed.where().getSimpleName(),
                        tests,
                        String.join("; ", SCENARIOS.getOrDefault(rule.id(), List.of())));
    }

    private static String row(Rule rule, Threshold threshold) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        threshold.variable(),
                        threshold.value().isEmpty()
                                ? "none"
                                : "`" + threshold.value().replace("|", "\\|") + "`",
                        threshold.unit().name().toLowerCase(Locale.ROOT),
                        rule.id(),
                        threshold.source());
    }

    private static String title(String group) {
        return switch (group) {
            case "O" -> "O: at order time";
            case "A" -> "A: before the drugs are released";
            case "P" -> "P: preparation";
            case "D" -> "D: delivery";
            case "B" -> "B: at the bedside";
            default -> "R: while it runs, at the end, events";
        };
    }

    private static Stream<Class<?>> classes(Path tree) {
        try (Stream<Path> files = Files.walk(tree.resolve("org/chemoloop/fhir"))) {
            List<Class<?>> classes = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = tree.relativize(file).toString().replace('/', '.');
                classes.add(Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        SafetyRulesPageTest.class.getClassLoader()));
            }
            return classes.stream();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("the classes are read where Maven puts them", e);
        }
    }

    private static List<Placed> rules() {
        List<Placed> found = new ArrayList<>();
        for (Class<?> type : CLASSES) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Rule.class && Modifier.isStatic(field.getModifiers())) {
                    found.add(new Placed(value(field), type));
                }
            }
        }
        found.sort(Comparator.comparing((Placed placed) -> "OAPDBR".indexOf(placed.group()))
                .thenComparing(Placed::number)
                .thenComparing(placed -> placed.rule().id()));
        return found;
    }

    private static Rule value(Field field) {
        try {
            field.setAccessible(true);
            return (Rule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }

    private static List<Proof> proofs() {
        return CLASSES.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Proves.class))
                .map(SafetyRulesPageTest::proof)
                .sorted(Comparator.comparing(Proof::name))
                .toList();
    }

    private static Proof proof(Method method) {
        assertThat(Stream.of(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getSimpleName()))
                .as("%s proves a rule only when it runs", method)
                .containsAnyOf("Test", "ParameterizedTest", "Property");
        return new Proof(List.of(method.getAnnotation(Proves.class).value()), method.getName());
    }
}

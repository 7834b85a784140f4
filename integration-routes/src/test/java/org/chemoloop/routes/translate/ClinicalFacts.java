package org.chemoloop.routes.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a medication order says that matters at the chair, read by bare splitting of the text and nothing of ours, and
 * looked for in the Bundle: drug, number, dose, rate, component, route, time, note, allergy, diagnosis.
 */
final class ClinicalFacts {
    private static final Set<String> ABOUT_DRUGS =
            Set.of("MedicationRequest", "Medication", "MedicationAdministration", "MedicationDispense");

    private ClinicalFacts() {}

    /**
     * One fact.
     *
     * @param place where it stands: {@code RXC^2^3}
     */
    record Fact(
            String kind,
            String place,
            List<String> texts,
            @Nullable BigDecimal number) {
        /** Whether a leaf of the Bundle says it. */
        boolean isIn(JsonNode bundle) {
            if (kind.equals("orders")) {
                long lines = resources(bundle)
                        .filter(resource -> type(resource).equals("MedicationRequest"))
                        .count();
                return number != null && lines >= number.intValue();
            }
            Predicate<String> path = path(kind);
            return resources(bundle)
                    .filter(resource -> types(kind).contains(type(resource)))
                    .flatMap(resource -> leaves("", resource).stream())
                    .anyMatch(leaf -> path.test(leaf.path()) && says(leaf.value()));
        }

        private boolean says(JsonNode value) {
            if (number != null) {
                return value.isNumber() && value.decimalValue().compareTo(number) == 0;
            }
            String text = plain(value.asText());
            return value.isTextual()
                    && texts.stream()
                            .map(ClinicalFacts::plain)
                            .filter(wanted -> !wanted.isEmpty())
                            .anyMatch(wanted -> wanted.length() > 2 ? text.contains(wanted) : text.equals(wanted));
        }
    }

    private record Leaf(String path, JsonNode value) {}

    private static Predicate<String> path(String kind) {
        return switch (kind) {
            case "component amount" -> path -> path.contains("ingredient");
            case "placer number" -> path -> path.contains("identifier") || path.contains("groupIdentifier");
            case "group number" -> path -> path.contains("groupIdentifier");
            case "dose" -> path -> path.contains("dose");
            case "rate" -> path -> path.contains("rateQuantity") || path.contains("rateRatio");
            case "route" -> path -> path.contains("route");
            case "timing" -> path -> path.contains("timing");
            case "start" -> path -> path.contains("timing") || path.contains("Period");
            default -> path -> true;
        };
    }

    private static Set<String> types(String kind) {
        return switch (kind) {
            case "allergy" -> Set.of("AllergyIntolerance");
            case "diagnosis" -> Set.of("Condition");
            default -> ABOUT_DRUGS;
        };
    }

    private static Stream<JsonNode> resources(JsonNode bundle) {
        List<JsonNode> resources = new ArrayList<>();
        bundle.path("entry").forEach(entry -> resources.add(entry.path("resource")));
        return resources.stream();
    }

    private static String type(JsonNode resource) {
        return resource.path("resourceType").asText();
    }

    private static List<Leaf> leaves(String path, JsonNode node) {
        List<Leaf> all = new ArrayList<>();
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> all.addAll(leaves(path + "." + field.getKey(), field.getValue())));
        } else if (node.isArray()) {
            node.forEach(element -> all.addAll(leaves(path, element)));
        } else {
            all.add(new Leaf(path, node));
        }
        return all;
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(java.util.Locale.ROOT);
    }

    /** Nothing for a message without a drug order. */
    static List<Fact> of(String text) {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String segment : text.split("[\\r\\n]+")) {
            if (segment.length() > 3) {
                String name = segment.substring(0, 3);
                lines.add(new Line(name, counts.merge(name, 1, Integer::sum), segment.split("\\|", -1)));
            }
        }
        List<List<Line>> orders = orders(lines);
        if (orders.isEmpty()) {
            return List.of();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("orders", "MSH^1", List.of(), BigDecimal.valueOf(orders.size())));
        orders.forEach(order -> facts.addAll(ofOrder(order)));
        for (Line line : lines) {
            if (line.name.equals("AL1")) {
                facts.addAll(line.concept("allergy", 3));
            } else if (line.name.equals("DG1")) {
                facts.addAll(line.concept("diagnosis", 3));
            }
        }
        return facts;
    }

    private static List<List<Line>> orders(List<Line> lines) {
        List<List<Line>> orders = new ArrayList<>();
        for (Line line : lines) {
            if (line.name.equals("ORC")) {
                orders.add(new ArrayList<>());
            }
            if (!orders.isEmpty()) {
                orders.get(orders.size() - 1).add(line);
            }
        }
        orders.removeIf(order -> first(order, "RXE") == null && first(order, "RXO") == null);
        return orders;
    }

    private static @Nullable Line first(List<Line> order, String name) {
        return order.stream().filter(line -> line.name.equals(name)).findFirst().orElse(null);
    }

    private static List<Fact> ofOrder(List<Line> order) {
        List<Fact> facts = new ArrayList<>();
        Line orc = order.get(0);
        Line rxe = first(order, "RXE");
        Line detail = rxe == null ? first(order, "RXO") : rxe;
        boolean encoded = rxe != null;
        if (detail == null) {
            return facts;
        }
        facts.addAll(orc.text("placer number", 2, 1));
        facts.addAll(orc.text("group number", 4, 1));
        facts.addAll(orc.text("timing", 7, 2));
        facts.addAll(detail.concept("drug", encoded ? 2 : 1));
        facts.addAll(detail.number("dose", encoded ? 3 : 2));
        facts.addAll(detail.number("rate", encoded ? 23 : 21));
        if (encoded) {
            facts.addAll(detail.text("timing", 1, 2));
        }
        for (Line line : order) {
            switch (line.name) {
                case "RXC" -> {
                    facts.addAll(line.concept("component", 2));
                    facts.addAll(line.number("component amount", 3));
                }
                case "RXR" -> facts.addAll(line.concept("route", 1));
                case "TQ1" -> {
                    facts.addAll(line.text("timing", 3, 1));
                    facts.addAll(line.day("start", 7));
                }
                case "NTE" -> facts.addAll(line.words("note", 3));
                default -> {}
            }
        }
        return facts;
    }

    /** A segment, its fields as they stand between the bars. */
    private record Line(String name, int count, String[] fields) {
        private String field(int number) {
            return number < fields.length ? fields[number].split("~", -1)[0] : "";
        }

        private String component(int field, int component) {
            String[] all = field(field).split("\\^", -1);
            return component <= all.length ? unescaped(all[component - 1].split("&", -1)[0]) : "";
        }

        private List<Fact> fact(String kind, int field, List<String> texts, @Nullable BigDecimal number) {
            boolean said = number != null || texts.stream().anyMatch(text -> !text.isBlank());
            return said ? List.of(new Fact(kind, name + "^" + count + "^" + field, texts, number)) : List.of();
        }

        List<Fact> text(String kind, int field, int component) {
            return fact(kind, field, List.of(component(field, component)), null);
        }

        List<Fact> concept(String kind, int field) {
            return fact(kind, field, List.of(component(field, 1), component(field, 2)), null);
        }

        List<Fact> words(String kind, int field) {
            String text = unescaped(field(field));
            return fact(kind, field, List.of(text.substring(0, Math.min(25, text.length()))), null);
        }

        List<Fact> number(String kind, int field) {
            String digits = component(field, 1);
            boolean number = digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)");
            return fact(kind, field, List.of(), number ? new BigDecimal(digits) : null);
        }

        List<Fact> day(String kind, int field) {
            String time = component(field, 1);
            return time.matches("\\d{8}.*")
                    ? fact(
                            kind,
                            field,
                            List.of(time.substring(0, 4) + "-" + time.substring(4, 6) + "-" + time.substring(6, 8)),
                            null)
                    : List.of();
        }

        private static String unescaped(String text) {
            return text.replace("\\T\\", "&")
                    .replace("\\F\\", "|")
                    .replace("\\S\\", "^")
                    .replace("\\R\\", "~")
                    .replace("\\.br\\", "\n")
                    .replace("\\E\\", "\\");
        }
    }
}

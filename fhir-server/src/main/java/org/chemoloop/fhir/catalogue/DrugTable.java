package org.chemoloop.fhir.catalogue;

import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.CsvTable.Row;

/**
 * A drug catalogue as a table: one drug a row, each limit in the unit of its column.
 *
 * @param bad what is wrong with it: then no drug of it should be taken, as half a catalogue hides what is missing
 */
public record DrugTable(List<Drug> drugs, List<BadRow> bad) {

    private static final Map<String, Limit> LIMITS = Map.of(
            "min-mg-per-mL", Limit.MIN_CONCENTRATION,
            "max-mg-per-mL", Limit.MAX_CONCENTRATION,
            "high-dose-mg", Limit.HIGH_DOSE,
            "never-above-mg", Limit.NEVER_DOSE,
            "high-mg-per-m2", Limit.HIGH_DOSE_PER_AREA,
            "lifetime-mg-per-m2", Limit.LIFETIME_DOSE_PER_AREA,
            "cycle-days", Limit.CYCLE,
            "stability-hours", Limit.STABILITY);

    /** {@code source} says where a number comes from: nobody should have to guess who answers for it. */
    private static final List<String> TEXTS = List.of(
            "code",
            "name",
            "tier",
            "handling",
            "diluents",
            "forbidden-routes",
            "premedication",
            "incompatible",
            "source");

    /** What older tables do not have. */
    private static final Set<String> MORE = Set.of("cycle-on-days", "antidotes", "lifetime-counts");

    public static DrugTable read(String file, Reader text) {
        Set<String> columns = new LinkedHashSet<>(TEXTS);
        columns.addAll(LIMITS.keySet());
        CsvTable table = new CsvTable(file);
        Map<String, Drug> drugs = new HashMap<>();
        List<Drug> inOrder = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        table.read(text, columns, MORE, row -> {
            Drug drug = drug(row);
            rows.add(row);
            inOrder.add(drug);
            if (drugs.put(drug.code(), drug) != null) {
                row.complain("code '" + drug.code() + "' stands in an earlier row already");
            }
        });
        for (int i = 0; i < rows.size(); i++) {
            related(rows.get(i), inOrder.get(i), drugs);
        }
        return new DrugTable(table.bad().isEmpty() ? List.copyOf(inOrder) : List.of(), table.bad());
    }

    private static Drug drug(Row row) {
        Set<Handling> handling = new HashSet<>();
        for (String code : row.list("handling")) {
            Handling.ofCode(code)
                    .ifPresentOrElse(
                            handling::add,
                            () -> row.complain("handling '" + code + "' is no code of" + " cs/drug-handling"));
        }
        Optional<Tier> tier = row.optional("tier").flatMap(Tier::ofCode);
        if (tier.isEmpty() && row.optional("tier").isPresent()) {
            row.complain("tier '" + row.text("tier") + "' is neither ordinary nor restricted");
        }
        Map<Limit, BigDecimal> limits = new EnumMap<>(Limit.class);
        LIMITS.forEach((column, limit) -> row.positive(column).ifPresent(value -> limits.put(limit, value)));
        reversed(row, limits, Limit.MIN_CONCENTRATION, Limit.MAX_CONCENTRATION);
        reversed(row, limits, Limit.HIGH_DOSE, Limit.NEVER_DOSE);
        if (!limits.isEmpty() && row.text("source").isEmpty()) {
            row.complain("source is empty: say where the limits come from");
        }
        return Drug.named(row.needed("code"), row.needed("name"))
                .needs(handling)
                .of(tier)
                .onlyIn(row.list("diluents"))
                .neverBy(new HashSet<>(row.list("forbidden-routes")))
                .after(new HashSet<>(row.list("premedication")))
                .neverWith(new HashSet<>(row.list("incompatible")))
                .with(limits)
                .onDays(cycleDays(row, limits))
                .counting(lifetimeCounts(row, limits))
                .answeredBy(row.list("antidotes"))
                .build();
    }

    private static Set<Integer> cycleDays(Row row, Map<Limit, BigDecimal> limits) {
        Set<Integer> days = new HashSet<>();
        for (String day : row.list("cycle-on-days")) {
            if (day.matches("[1-9]\\d{0,2}")) {
                days.add(Integer.valueOf(day));
            } else {
                row.complain("cycle-on-days '" + day + "' is no day of a cycle");
            }
        }
        if (!days.isEmpty() && !limits.containsKey(Limit.CYCLE)) {
            row.complain("cycle-on-days without cycle-days: say how long the cycle is");
        }
        return days;
    }

    private static Map<String, BigDecimal> lifetimeCounts(Row row, Map<Limit, BigDecimal> limits) {
        Map<String, BigDecimal> factors = new HashMap<>();
        for (String entry : row.list("lifetime-counts")) {
            if (entry.matches("[^*]+\\*\\d{1,3}(\\.\\d{1,4})?")) {
                int sign = entry.indexOf('*');
                factors.put(entry.substring(0, sign).strip(), new BigDecimal(entry.substring(sign + 1)));
            } else {
                row.complain("lifetime-counts '" + entry + "' is not DRUG*FACTOR");
            }
        }
        if (!factors.isEmpty() && !limits.containsKey(Limit.LIFETIME_DOSE_PER_AREA)) {
            row.complain("lifetime-counts without lifetime-mg-per-m2: say how much is too much");
        }
        return factors;
    }

    private static void reversed(Row row, Map<Limit, BigDecimal> limits, Limit low, Limit high) {
        if (limits.containsKey(low)
                && limits.containsKey(high)
                && limits.get(low).compareTo(limits.get(high)) > 0) {
            row.complain(low.code() + " is above " + high.code());
        }
    }

    private static void related(Row row, Drug drug, Map<String, Drug> drugs) {
        for (String diluent : drug.diluents()) {
            if (!drugs.containsKey(diluent) || !drugs.get(diluent).isDiluent()) {
                row.complain("diluent '" + diluent + "' is no diluent of this table");
            }
        }
        foreign(row, "premedication", drug.premedication(), drugs);
        foreign(row, "incompatible", drug.enemies(), drugs);
        foreign(row, "lifetime-counts", drug.lifetimeCounts().keySet(), drugs);
    }

    private static void foreign(Row row, String column, Set<String> codes, Map<String, Drug> drugs) {
        codes.stream()
                .filter(code -> !drugs.containsKey(code))
                .sorted()
                .forEach(code -> row.complain(column + " '" + code + "' is no drug of this table"));
    }
}

package org.chemoloop.fhir.catalogue;

import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.CsvTable.Row;
import org.chemoloop.fhir.catalogue.Regimen.Basis;
import org.chemoloop.fhir.catalogue.Regimen.Item;

/**
 * A library of regimens as a table: one dose of one drug a row, the rows of a regimen together or not.
 *
 * @param bad what is wrong with it: then no regimen of it should be taken
 */
public record RegimenTable(List<Regimen> regimens, List<BadRow> bad) {

    private static final Set<String> COLUMNS =
            Set.of("regimen", "name", "cycle-days", "drug", "basis", "dose", "days", "max-dose-mg", "source");

    private static final Map<String, Basis> BASES = Map.of(
            "mg/m2", Basis.BODY_SURFACE,
            "mg/kg", Basis.WEIGHT,
            "AUC", Basis.AUC,
            "mg", Basis.FLAT);

    /** @param drugs codes of the catalogue */
    public static RegimenTable read(String file, Reader text, Set<String> drugs) {
        CsvTable table = new CsvTable(file);
        Map<String, Regimen> regimens = new LinkedHashMap<>();
        table.read(text, COLUMNS, row -> {
            Regimen said = regimen(row, item(row, drugs));
            regimens.merge(said.code(), said, (known, more) -> together(row, known, more));
        });
        return new RegimenTable(table.bad().isEmpty() ? List.copyOf(regimens.values()) : List.of(), table.bad());
    }

    private static Regimen regimen(Row row, Item item) {
        String code = row.needed("regimen");
        if (!code.matches("[A-Za-z0-9.-]{0,50}")) {
            row.complain("regimen '" + code + "' is no code: letters, digits, - and . only");
        }
        row.needed("source");
        return new Regimen(code, row.needed("name"), day(row, "cycle-days", row.needed("cycle-days")), List.of(item));
    }

    private static Item item(Row row, Set<String> drugs) {
        String drug = row.needed("drug");
        if (!drug.isEmpty() && !drugs.contains(drug)) {
            row.complain("drug '" + drug + "' is not in the catalogue");
        }
        Basis basis = BASES.get(row.text("basis"));
        if (basis == null) {
            row.complain("basis '" + row.text("basis") + "' is neither mg/m2, mg/kg, AUC nor mg");
        }
        row.needed("dose");
        Set<Integer> days = new HashSet<>();
        row.list("days").forEach(text -> days.add(day(row, "days", text)));
        if (days.isEmpty()) {
            row.complain("days is empty: say on which days of the cycle");
        }
        return new Item(
                drug,
                basis == null ? Basis.FLAT : basis,
                row.positive("dose").orElse(BigDecimal.ONE),
                days,
                row.positive("max-dose-mg"));
    }

    private static int day(Row row, String column, String text) {
        Optional<Integer> day = Optional.of(text)
                .filter(number -> number.matches("[1-9]\\d{0,2}"))
                .map(Integer::valueOf);
        if (day.isEmpty() && !text.isEmpty()) {
            row.complain(column + " '" + text + "' is no number of a day");
        }
        return day.orElse(1);
    }

    private static Regimen together(Row row, Regimen known, Regimen more) {
        if (!known.name().equals(more.name()) || known.cycleDays() != more.cycleDays()) {
            row.complain("regimen '" + more.code() + "' has another name or cycle in an earlier row");
        }
        List<Item> items = new ArrayList<>(known.items());
        items.addAll(more.items());
        return new Regimen(known.code(), known.name(), known.cycleDays(), items);
    }
}

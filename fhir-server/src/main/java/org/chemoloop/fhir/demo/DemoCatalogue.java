package org.chemoloop.fhir.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.BadRow;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.DrugKnowledge;
import org.chemoloop.fhir.catalogue.DrugTable;
import org.chemoloop.fhir.catalogue.RegimenPlan;
import org.chemoloop.fhir.catalogue.RegimenTable;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.PlanDefinition;

/** The drugs and regimens of the example hospital. An example for software, not medical advice. */
final class DemoCatalogue {

    private static final String DRUGS = "/catalogue/example-drugs.csv";
    private static final String REGIMENS = "/catalogue/example-regimens.csv";

    private DemoCatalogue() {}

    static List<MedicationKnowledge> drugs() {
        return table().drugs().stream().map(DrugKnowledge::of).toList();
    }

    static List<PlanDefinition> regimens() {
        var codes = table().drugs().stream().map(Drug::code).collect(Collectors.toSet());
        RegimenTable table = read(REGIMENS, text -> RegimenTable.read(REGIMENS, text, codes));
        allGood(table.bad());
        return table.regimens().stream().map(RegimenPlan::of).toList();
    }

    private static DrugTable table() {
        DrugTable table = read(DRUGS, text -> DrugTable.read(DRUGS, text));
        allGood(table.bad());
        return table;
    }

    private static void allGood(List<BadRow> bad) {
        if (!bad.isEmpty()) {
            throw new IllegalStateException(String.valueOf(bad));
        }
    }

    private static <T> T read(String file, Function<Reader, T> table) {
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(DemoCatalogue.class.getResourceAsStream(file), file), UTF_8)) {
            return table.apply(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

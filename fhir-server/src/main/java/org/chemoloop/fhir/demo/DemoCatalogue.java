package org.chemoloop.fhir.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.chemoloop.fhir.catalogue.DrugKnowledge;
import org.chemoloop.fhir.catalogue.DrugTable;
import org.hl7.fhir.r4.model.MedicationKnowledge;

/** The drug list of the example hospital. An example for software, not medical advice. */
final class DemoCatalogue {

    private static final String FILE = "/catalogue/example-drugs.csv";

    private DemoCatalogue() {}

    static List<MedicationKnowledge> drugs() {
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(DemoCatalogue.class.getResourceAsStream(FILE), FILE), UTF_8)) {
            DrugTable table = DrugTable.read(FILE, text);
            if (!table.bad().isEmpty()) {
                throw new IllegalStateException(String.valueOf(table.bad()));
            }
            return table.drugs().stream().map(DrugKnowledge::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

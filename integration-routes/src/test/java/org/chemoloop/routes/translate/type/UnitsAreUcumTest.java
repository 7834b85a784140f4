package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.chemoloop.routes.translate.Maps;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.junit.jupiter.api.Test;

/** Whatever the table of units gives the system UCUM is a unit of UCUM, by its own grammar and definitions. */
class UnitsAreUcumTest {

    @Test
    void everyCodeOfTheTableIsUcum() throws UcumException {
        UcumEssenceService ucum =
                new UcumEssenceService(UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"));
        Map<String, String> wrong = new TreeMap<>();
        Maps.table("units").rows().forEach((written, entry) -> {
            String complaint = ucum.validate(String.valueOf(entry.code()));
            if (complaint != null) {
                wrong.put(written, complaint);
            }
        });
        assertThat(wrong).isEmpty();
    }
}

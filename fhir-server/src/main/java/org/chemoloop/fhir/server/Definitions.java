package org.chemoloop.fhir.server;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Keeps the definitions of this version (code systems) in the store: every start brings them up to date. */
@Component
@Order(1)
class Definitions implements ApplicationRunner {

    private final OwnShelf shelf;
    private final List<Resource> definitions;

    Definitions(FhirContext fhir, OwnShelf shelf) throws IOException {
        this.shelf = shelf;
        this.definitions = read(fhir);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        shelf.put(definitions);
    }

    List<String> ids() {
        return definitions.stream()
                .map(definition -> definition.getIdElement().getIdPart())
                .toList();
    }

    private static List<Resource> read(FhirContext fhir) throws IOException {
        List<Resource> definitions = new ArrayList<>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:fhir/*.json")) {
            try (InputStream json = file.getInputStream()) {
                definitions.add((Resource) fhir.newJsonParser().parseResource(json));
            }
        }
        return definitions;
    }
}

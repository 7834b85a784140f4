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

    private final FhirContext fhir;
    private final OwnShelf shelf;

    Definitions(FhirContext fhir, OwnShelf shelf) {
        this.fhir = fhir;
        this.shelf = shelf;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        shelf.put(all());
    }

    private List<Resource> all() throws IOException {
        List<Resource> definitions = new ArrayList<>();
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:fhir/*.json")) {
            try (InputStream json = file.getInputStream()) {
                definitions.add((Resource) fhir.newJsonParser().parseResource(json));
            }
        }
        return definitions;
    }
}

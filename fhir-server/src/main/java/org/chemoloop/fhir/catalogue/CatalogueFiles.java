package org.chemoloop.fhir.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.CatalogueLoader.Loaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Loads the tables that the site names in its settings; a bad row stops the start, as half a catalogue harms. */
@Component
@Order(4)
class CatalogueFiles implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueFiles.class);

    private final CatalogueLoader loader;
    private final String drugs;
    private final String regimens;
    private final String privileges;

    CatalogueFiles(
            CatalogueLoader loader,
            @Value("${chemoloop.catalogue.drugs:}") String drugs,
            @Value("${chemoloop.catalogue.regimens:}") String regimens,
            @Value("${chemoloop.catalogue.privileges:}") String privileges) {
        this.loader = loader;
        this.drugs = drugs;
        this.regimens = regimens;
        this.privileges = privileges;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        load("CHEMOLOOP_DRUGS", drugs, loader::drugs);
        load("CHEMOLOOP_REGIMENS", regimens, loader::regimens);
        load("CHEMOLOOP_PRIVILEGES", privileges, loader::privileges);
    }

    private static void load(String setting, String file, BiFunction<String, Reader, Loaded> load) throws IOException {
        if (file.isBlank()) {
            return;
        }
        try (Reader text = Files.newBufferedReader(Path.of(file), UTF_8)) {
            Loaded loaded = load.apply(file, text);
            if (!loaded.bad().isEmpty()) {
                throw new IllegalStateException(setting + ": "
                        + loaded.bad().stream().map(Object::toString).collect(Collectors.joining("; ")));
            }
            LOG.info("setting={} file={} rows={}", setting, file, loaded.rows());
        }
    }
}

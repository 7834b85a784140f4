package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Messages of other projects as {@code ./chemoloop translate FILE… --out DIR} makes Bundles of them, in the folder that
 * {@code CHEMOLOOP_CORPUS_BUNDLES} names: each again right after itself, then all of them again.
 */
@FhirServerTest
class ReplayedCorpusIT {

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void theSameMessageAgainLeavesTheSameResourcesAndVersions() throws IOException {
        List<Path> bundles = bundles();
        List<String> changed = new ArrayList<>();
        for (Path bundle : bundles) {
            submit(bundle);
            Map<String, Long> once = versions();
            submit(bundle);
            Map<String, Long> twice = versions();
            twice.entrySet().removeAll(once.entrySet());
            if (!twice.isEmpty()) {
                changed.add(bundle + ": " + twice);
            }
        }
        assertThat(changed).isEmpty();

        // Two files may tell two things of one patient: then versions come and go, each with its Provenance, but
        // nothing is doubled.
        Set<String> things = things();
        for (Path bundle : bundles) {
            submit(bundle);
        }
        assertThat(things()).isEqualTo(things);
    }

    private void submit(Path bundle) throws IOException {
        Bundle message =
                FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, Files.readString(bundle));
        var answer = fhir.as("routes").post("$submit", message);
        assertThat(answer.status()).as("%s: %s", bundle, answer.body()).isEqualTo(200);
    }

    private Set<String> things() {
        Set<String> things = new TreeSet<>(versions().keySet());
        things.removeIf(id -> id.startsWith("Provenance/"));
        return things;
    }

    /** The version of every resource; that somebody asked is on record each time. */
    private Map<String, Long> versions() {
        Map<String, Long> versions = new TreeMap<>();
        jdbc.query(
                "select res_type || '/' || fhir_id as id, res_ver from hfj_resource where res_type <> 'AuditEvent'",
                row -> {
                    versions.put(row.getString("id"), row.getLong("res_ver"));
                });
        return versions;
    }

    private static List<Path> bundles() throws IOException {
        String folder = System.getenv("CHEMOLOOP_CORPUS_BUNDLES");
        Assumptions.assumeTrue(folder != null, "no Bundles of a corpus here");
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}

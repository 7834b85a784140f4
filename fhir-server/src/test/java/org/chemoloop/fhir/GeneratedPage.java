package org.chemoloop.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of {@code docs} that is made of code: a test fails when it is stale and writes it with {@code -Ddocs=write}.
 */
public final class GeneratedPage {

    private static final Path DOCS = Path.of("..", "docs");

    private GeneratedPage() {}

    public static void isUpToDate(String name, String text) throws IOException {
        Path page = DOCS.resolve(name);
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(page, text);
        }
        assertThat(page)
                .as("docs/%s is stale: ./chemoloop check -Ddocs=write writes it anew", name)
                .content()
                .isEqualTo(text);
    }
}

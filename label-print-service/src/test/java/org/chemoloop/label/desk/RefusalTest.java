package org.chemoloop.label.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyReasonStandsOnThePageThatTellsWhatToDo(Refusal refusal) throws IOException {
        assertThat(Files.readString(Path.of("../docs/labels.md"))).contains("`" + refusal.code() + "`");
    }
}

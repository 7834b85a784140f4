package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Silence is not allowed: a field that a test message fills is read by a row or excused with a reason. */
class EveryFieldIsMappedOrExcusedTest {

    @TestFactory
    Stream<DynamicTest> nothingIsLostInSilence() {
        return TestMessages.all().stream()
                .filter(folder -> folder.stored() != null)
                .map(folder -> DynamicTest.dynamicTest(
                        folder.name(),
                        () -> assertThat(Maps.translator().ledger(folder.message()))
                                .isNotEmpty()
                                .noneMatch(entry -> entry.fate() == Ledger.Fate.KEPT
                                        && !entry.place().startsWith("Z"))));
    }
}

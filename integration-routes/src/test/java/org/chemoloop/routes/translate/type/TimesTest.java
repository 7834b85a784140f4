package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.hl7.fhir.r4.model.DateTimeType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TS and TM of every precision and zone; the hospital of these tests is in Shanghai. */
class TimesTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            TS → dateTime → 20261124103000              → 2026-11-24T10:30:00+08:00
            TS → dateTime → 202611241030                → 2026-11-24T10:30:00+08:00
            TS → dateTime → 2026112410                  → 2026-11-24T10:00:00+08:00
            TS → dateTime → 20261124                    → 2026-11-24
            TS → dateTime → 202611                      → 2026-11
            TS → dateTime → 2026                        → 2026
            TS → dateTime → 20261124103000.5            → 2026-11-24T10:30:00.500+08:00
            TS → dateTime → 20261124103000.1234         → 2026-11-24T10:30:00.123+08:00
            TS → dateTime → 20261124103000123           → 2026-11-24T10:30:00.123+08:00
            TS → dateTime → 20261124103000+0530         → 2026-11-24T10:30:00+05:30
            TS → dateTime → 20261124103000.123-05:00    → 2026-11-24T10:30:00.123-05:00
            TS → dateTime → 20261124103000Z             → 2026-11-24T10:30:00+00:00
            TS → dateTime → 2026-11-24T10:30:00         → 2026-11-24T10:30:00+08:00
            TS → dateTime → 2026-11-24 10:30            → 2026-11-24T10:30:00+08:00
            TS → dateTime → 2026-11-24T10:30:00.25-03:00 → 2026-11-24T10:30:00.250-03:00
            TS → dateTime → 20261124103000^S            → 2026-11-24T10:30:00+08:00
            TS → dateTime → 202611241030+0530           → 2026-11-24T10:30:00+05:30
            TS → dateTime → 20261124103000-0000         → 2026-11-24T10:30:00+00:00
            TS → dateTime → 20261124000000^D            → 2026-11-24
            TS → dateTime → 20261124000000^L            → 2026-11
            TS → dateTime → 20261124000000^Y            → 2026
            TS → dateTime → 20261124^S                  → 2026-11-24
            TS → dateTime → 20261124240000              → 102
            TS → dateTime → 20261324                    → 102
            TS → dateTime → 20260230                    → 102
            TS → dateTime → 2026112424                  → 102
            TS → dateTime → 2026112                     → 102
            TS → dateTime → tomorrow                    → 102
            TS → dateTime → 00261124080000              → 102
            TS → dateTime → 18500101080000              → 102
            TS → instant  → 00261124080000              → 102
            TS → date     → 00620617                    → 102
            TS → date     → 19000617                    → 1900-06-17
            TS → dateTime → 20261124103000+9900         → 102
            TS → dateTime → ""                          → -
            TS → date     → 19620617                    → 1962-06-17
            TS → date     → 19620617000000              → 1962-06-17
            TS → date     → 196206                      → 1962-06
            TS → instant  → 20261124                    → 2026-11-24T00:00:00+08:00
            TM → time     → 0830                        → 08:30:00
            TM → time     → 08:30:15                    → 08:30:15
            TM → time     → 08                          → 08:00:00
            TM → time     → 2460                        → 102
            """)
    void aTimeKeepsItsPrecisionAndItsZone(String as, String to, String sent, String expected) {
        assertThat(Converted.line(as, to, OneCell.of(sent))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            -                         → 20261124180000      → 2026-11-24T18:00:00+08:00
            2026-11-24T18:00:00+08:00 → 20261124120000      → 2026-11-24T12:00:00+08:00
            2026-11-24T12:00:00+08:00 → 20261124180000      → 2026-11-24T12:00:00+08:00
            2026-11-24T12:00:00+08:00 → 20261124            → 2026-11-24T12:00:00+08:00
            2026-11-24                → 20261124120000      → 2026-11-24T12:00:00+08:00
            2026-11-24                → 202610              → 2026-10
            2026-11-24T12:00:00+08:00 → 20261124100000+0600 → 2026-11-24T12:00:00+08:00
            2026-11-24T12:00:00+08:00 → never               → 2026-11-24T12:00:00+08:00 102
            """)
    void theFirstPartOfABagToExpireEndsTheBag(String earlier, String sent, String expected) {
        OneCell cell = OneCell.of(sent).after(earlier == null ? null : new DateTimeType(earlier));
        assertThat(Converted.line("earliest", "dateTime", cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            20261124080000      → D3     → 2026-11-27T07:59:59+08:00
            20261124080000      → 3^d    → 2026-11-27T07:59:59+08:00
            20261124080000+0600 → 12^h   → 2026-11-24T19:59:59+06:00
            20260131080000      → L1     → 2026-02-28T07:59:59+08:00
            20261124080000      → 2^周   → 2026-12-08T07:59:59+08:00
            20261124080000      → INDEF  → -
            20261124080000      → D0     → -
            20261124080000      → 3^puff → 103?
            20261124080000      → -      → -
            """)
    void aDurationEndsInItsLastSecond(String start, String length, String expected) {
        OneCell cell = OneCell.of(start).withPer(length);
        assertThat(Converted.line("TS for", "dateTime", cell)).isEqualTo(expected == null ? "" : expected);
    }
}

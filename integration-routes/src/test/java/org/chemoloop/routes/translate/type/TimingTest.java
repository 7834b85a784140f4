package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often: RPT of TQ1, RI of the older orders, and the words of Chinese HIS. */
class TimingTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            ONCE                    → {repeat:{count:1},code:{text:ONCE}}
            qd                      → {repeat:{frequency:1,period:1,periodUnit:d},code:{coding:[{system:http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation,code:QD}],text:qd}}
            BID                     → {repeat:{frequency:2,period:1,periodUnit:d},code:{coding:[{system:http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation,code:BID}],text:BID}}
            Q8H                     → {repeat:{frequency:1,period:8,periodUnit:h},code:{text:Q8H}}
            Q30M                    → {repeat:{frequency:1,period:30,periodUnit:min},code:{text:Q30M}}
            Q3W                     → {repeat:{frequency:1,period:3,periodUnit:wk},code:{text:Q3W}}
            3ID                     → {repeat:{frequency:3,period:1,periodUnit:d},code:{text:3ID}}
            QOD                     → {repeat:{frequency:1,period:2,periodUnit:d},code:{coding:[{system:http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation,code:QOD}],text:QOD}}
            PRN                     → {code:{text:PRN}}
            8&1/12 小时              → {repeat:{frequency:1,period:12,periodUnit:h},code:{coding:[{code:8,display:1/12 小时}],text:1/12 小时}}
            1/日                     → {repeat:{frequency:1,period:1,periodUnit:d},code:{text:1/日}}
            每日2次                   → {repeat:{frequency:2,period:1,periodUnit:d},code:{text:每日2次}}
            每12小时一次               → {repeat:{frequency:1,period:12,periodUnit:h},code:{text:每12小时一次}}
            每天一次                   → {repeat:{frequency:1,period:1,periodUnit:d},code:{coding:[{system:http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation,code:QD}],text:每天一次}}
            C&before meals&HL70335   → {code:{coding:[{code:C,display:before meals}],text:before meals}} 103?
            CUSTOM^^^^6^h            → {repeat:{frequency:1,period:6,periodUnit:h},code:{text:CUSTOM}}
            P&Post&L^^^^180^min      → {repeat:{frequency:1,period:180,periodUnit:min},code:{coding:[{code:P,display:Post}],text:Post}}
            now and then             → {code:{text:now and then}} 103?
            Q0H                      → {code:{text:Q0H}} 103?
            99999999999ID            → {code:{text:99999999999ID}} 103?
            Q99999999999H            → {code:{text:Q99999999999H}} 103?
            ""                       → -
            """)
    void aFrequencyIsWorkedOutAndItsWordsStay(String sent, String expected) {
        assertThat(Converted.line("RPT", "Timing", OneCell.of(sent))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            Q12H&0600,1800    → {repeat:{frequency:1,period:12,periodUnit:h,timeOfDay:[06:00:00,18:00:00]},code:{text:Q12H}}
            &0830             → {repeat:{timeOfDay:[08:30:00]}}
            BID&8am,1800      → {repeat:{frequency:2,period:1,periodUnit:d,timeOfDay:[18:00:00]},code:{coding:[{system:http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation,code:BID}],text:BID}} 102?
            """)
    void theOlderIntervalMayNameTimesOfDay(String sent, String expected) {
        // RI is a component (ORC-7.2), so its parts are subcomponents.
        OneCell cell = OneCell.of(sent.replace('&', '^')).withSystem("RI");
        assertThat(Converted.line("RI", "Timing", cell)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            90^min      → {repeat:{duration:90,durationUnit:min}}
            2^小时       → {repeat:{duration:2,durationUnit:h}}
            1^ann       → {repeat:{duration:1,durationUnit:a}}
            90^moons    → 103?
            -90^min     → 102
            """)
    void aDurationWithoutAKnownUnitOfTimeIsLeftOut(String sent, String expected) {
        assertThat(Converted.line("CQ", "Timing.repeat", OneCell.of(sent))).isEqualTo(expected);
    }
}

package org.chemoloop.routes.translate.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.routes.translate.OneCell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CX, EI, EIP, XPN, XAD, XTN, XCN, PL and HD: who, where, and by which number. */
class PeopleAndNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "→", nullValues = "-", textBlock = """
            CX  → Identifier   → M12193215^^^HIS^MR               → -            → {system:~sid/outpatient-number,value:M12193215}
            CX  → Identifier   → M12193215                        → -            → {system:~sid/outpatient-number,value:M12193215}
            CX  → Identifier   → M12193215^^^HOSPITAL             → -            → {system:~sid/outpatient-number,value:M12193215}
            CX  → Identifier   → 110101196206170011^^^HIS^NNCHN   → -            → {system:~sid/resident-id,value:110101196206170011}
            CX  → Identifier   → 77^^^Military Hospital 7^PI      → -            → {system:~sid/military-hospital-7,value:77}
            CX  → Identifier   → DL9^^^HIS^DL                     → -            → {system:~sid/dl,value:DL9}
            CX  → Identifier   → DL9^^^^DL                        → -            → {system:~sid/dl,value:DL9}
            CX  → Identifier   → 1^^^市一院\\T\\院区                 → -            → {system:~sid/市一院-院区,value:1}
            CX  → Identifier   → 77^^^&1.2.156.77&ISO^MR          → -            → {system:urn:oid:1.2.156.77,value:77}
            CX  → Identifier   → 77^^^City&1.2.156.77&ISO^MR      → -            → {system:~sid/city,value:77}
            CX  → Identifier   → 77^^^&F8C3&GUID                  → -            → {system:urn:uuid:f8c3,value:77}
            CX  → Identifier   → 77^^^&city.example&DNS           → -            → {system:~sid/city.example,value:77}
            CX  → Identifier   → M1^5^M10^HIS^MR                  → -            → {system:~sid/outpatient-number,value:M1}
            CX  → Identifier   → V1^^^HIS^VN                      → visit-number → {system:~sid/visit-number,value:V1}
            CX  → Identifier   → ^^^HIS^MR                        → -            → -
            EI  → Identifier   → P1^HIS                           → placer-order → {system:~sid/placer-order,value:P1,assigner:{display:HIS}}
            EI  → Identifier   → ^HIS                             → placer-order → -
            EIP → Identifier   → P1&HIS^F1&PIVAS                  → -            → {system:~sid/placer-order,value:P1}
            EIP → Identifier   → ^F1&PIVAS                        → -            → {system:~sid/filler-order,value:F1}
            EIP → Identifier   → P1                               → -            → {system:~sid/placer-order,value:P1}
            XPN → HumanName    → 测试^甲                           → -            → {text:测试甲,family:测试,given:[甲]}
            XPN → HumanName    → Curie^Marie^S^^Dr^^L^A           → -            → {extension:[{url:http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation,valueCode:ABC}],use:official,text:Marie S Curie,family:Curie,given:[Marie,S],prefix:[Dr]}
            XPN → HumanName    → Zhang^San^^^^^L^A                 → -            → {extension:[{url:http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation,valueCode:ABC}],use:official,text:San Zhang,family:Zhang,given:[San]}
            XPN → HumanName    → やまだ^たろう^^^^^L^P                → -            → {extension:[{url:http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation,valueCode:SYL}],use:official,text:やまだたろう,family:やまだ,given:[たろう]}
            XPN → HumanName    → 张三                              → -            → {text:张三,family:张三}
            XPN → HumanName    → van Beek&van&Beek^Jan             → -            → {text:Jan van Beek,family:van Beek,given:[Jan]}
            XPN → HumanName    → 𠮷^野                              → -            → {text:𠮷野,family:𠮷,given:[野]}
            XPN → HumanName    → ^^^^Dr                           → -            → -
            XPN → HumanName    → 䶮^测试^^^^^^I                     → -            → {extension:[{url:http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation,valueCode:IDE}],text:䶮测试,family:䶮,given:[测试]}
            XAD → Address      → 中山路1号^^上海^上海市^200000^CHN^H^^黄浦区 → -    → {use:home,line:[中山路1号],city:上海,district:黄浦区,state:上海市,postalCode:200000,country:CHN}
            XAD → Address      → ^^^^^^H                          → -            → -
            XTN → ContactPoint → 13800000000                      → home         → {system:phone,value:13800000000,use:home}
            XTN → ContactPoint → ^PRN^CP^^86^138^0000             → home         → {system:phone,value:86 138 0000,use:mobile}
            XTN → ContactPoint → ^NET^Internet^a@b.cn             → -            → {system:email,value:a@b.cn}
            XTN → ContactPoint → ^PRN                             → home         → -
            XCN → Reference    → D0001^医生^乙                     → doctor-code  → {identifier:{system:~sid/doctor-code,value:D0001},display:医生乙}
            XCN → Reference    → ^医生^乙                          → doctor-code  → {display:医生乙}
            XCN → Reference    → D0001                            → doctor-code  → {identifier:{system:~sid/doctor-code,value:D0001}}
            PL  → Reference    → 日间化疗中心^3^12^HOSPITAL          → -            → {display:日间化疗中心 3 12 HOSPITAL}
            PL  → Reference    → ^^^^^^^^靠窗                      → -            → {display:靠窗}
            HD  → Reference    → HIS^1.2.3^ISO                    → application  → {identifier:{system:~sid/application,value:HIS},display:HIS}
            """)
    void peoplePlacesAndNumbers(String as, String to, String sent, String system, String expected) {
        assertThat(Converted.line(as, to, OneCell.of(sent).withSystem(system)))
                .isEqualTo(expected == null ? "" : expected);
    }
}

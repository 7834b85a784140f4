package org.chemoloop.label.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.label.rest.FhirStandIn.ANSWERS;
import static org.chemoloop.label.rest.FhirStandIn.ASKED;
import static org.chemoloop.label.rest.FhirStandIn.CORRELATIONS;
import static org.chemoloop.label.rest.FhirStandIn.KEY;
import static org.chemoloop.label.rest.FhirStandIn.STRANGE_KEY;
import static org.chemoloop.label.rest.FhirStandIn.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zxing.BarcodeFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chemoloop.label.scan.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FhirStandIn.class)
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(PrinterStandIn.class)
class LabelResourceTest {
    private static final String BAG = "800000000044";
    private static final String WRISTBAND = "900000000010";
    private static final String SEARCH = "MedicationRequest?identifier=https://chemoloop.org/fhir/sid/bag|800000000044";
    private static final String DRUGS =
            "MedicationKnowledge?code=https://chemoloop.org/fhir/CodeSystem/hospital-drug|CARBO150,"
                    + "https://chemoloop.org/fhir/CodeSystem/hospital-drug|NS250";
    private static final String WEARER = "Patient?identifier=https://chemoloop.org/fhir/sid/wristband|900000000010";

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void aBagIsOrdered() throws IOException {
        ANSWERS.put(SEARCH, resource("bag-search.json"));
        ANSWERS.put("Encounter/e-visit", resource("encounter.json"));
        ANSWERS.put("MedicationRequest?_id=m-line1", resource("line-search.json"));
        ANSWERS.put(WEARER, resource("wristband-search.json"));
    }

    @AfterEach
    void forget() {
        ANSWERS.clear();
        ASKED.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png, 89504E47",
        "pdf, application/pdf, 25504446",
        "zpl, application/x-zpl, 5E5841",
        "tspl, application/x-tspl, 53495A45"
    })
    void aNurseGetsTheLabelInEveryFormat(String ending, String mediaType, String begins) throws Exception {
        HttpResponse<byte[]> label = get("labels/bag/" + BAG + "." + ending, nurse());

        assertThat(label.statusCode()).isEqualTo(200);
        assertThat(label.headers().firstValue("Content-Type")).contains(mediaType);
        assertThat(label.headers().firstValue("Label-Template")).contains("bag-3");
        assertThat(label.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(HexFormat.of().withUpperCase().formatHex(label.body())).startsWith(begins);
        assertThat(get("labels/bag/" + BAG + "." + ending, nurse()).body()).isEqualTo(label.body());
    }

    @Test
    void theScannerReadsTheBagFromTheLabel() throws Exception {
        byte[] png = get("labels/bag/" + BAG + ".png", nurse()).body();

        assertThat(Scanner.read(ImageIO.read(new ByteArrayInputStream(png)), BarcodeFormat.CODE_128))
                .contains(BAG);
    }

    @Test
    void theLabelSaysWhatTheChartSays() throws Exception {
        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse())))
                .contains("日间化疗中心 HOSPITAL", "测试甲", "男 64岁 1962-06-17", "M12193215", "静滴", "细胞毒")
                .contains("【基】氯化钠注射液", "250 mL", "卡铂注射液", "300 mg", "滴速 100 mL/h", "医生 医生乙", "嘱: 避光")
                .contains("计划 2026-11-24 10:10", "有效期至 2026-11-24 18:00")
                .doesNotContain("330502196206170011");
    }

    @Test
    void theFhirServerIsAskedWithTheTokenOfTheNurse() throws Exception {
        String nurse = nurse();
        get("labels/bag/" + BAG + ".png", nurse);

        assertThat(ASKED).isNotEmpty().allMatch(asked -> asked.endsWith(" Bearer " + nurse));
    }

    @Test
    void aBagSaysHowItsDrugsMustBeHandled() throws Exception {
        ANSWERS.put(DRUGS, resource("drug-search.json"));

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse()))).contains("细胞毒", "避光", "非PVC输液器");
    }

    @Test
    void aDrugThatTheCatalogueDoesNotKnowMakesTheBagCytotoxic() throws Exception {
        ANSWERS.put(DRUGS, resource("drug-search.json").replace("CARBO150", "OTHER"));

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse())))
                .contains("细胞毒")
                .doesNotContain("非PVC");
    }

    @Test
    void aBagOfKnownHarmlessDrugsIsNotMarked() throws Exception {
        ANSWERS.put(DRUGS, resource("drug-search.json").replace("\"cytotoxic\"", "\"refrigerate\""));

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse())))
                .contains("冷藏")
                .doesNotContain("细胞毒");
    }

    @Test
    void theOuterBagOfACytotoxicBagHasALabelOfItsOwn() throws Exception {
        assertThat(text(get("labels/outer-bag/" + BAG + ".pdf", nurse()))).contains("细胞毒药物", "测试甲", "8000 0000 0044");
        ANSWERS.put(DRUGS, resource("drug-search.json").replace("\"cytotoxic\"", "\"refrigerate\""));
        assertRefused(get("labels/outer-bag/" + BAG + ".png", nurse()), 409, "not-cytotoxic");
    }

    @Test
    void aSeatThatWasOnlyBookedStandsOnTheLabel() throws Exception {
        ANSWERS.put("Encounter/e-visit", "{\"resourceType\":\"Encounter\",\"id\":\"e-visit\"}");
        ANSWERS.put("Appointment?actor=Patient/p-jia", """
                {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Appointment","id":"a","status":"booked",
                "participant":[{"actor":{"identifier":{"system":"https://chemoloop.org/fhir/sid/seat","value":"37"}}}]}}]}""");

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse()))).contains("序号", "37");
    }

    @Test
    void aBagKnowsItsPlaceInTheDayOfItsPatient() throws Exception {
        String other = resource("bag-search.json").replace(BAG, "800000000051").replace("T10:10:00", "T09:00:00");
        ObjectMapper json = new ObjectMapper();
        var both = json.readTree(resource("bag-search.json"));
        json.readTree(other)
                .path("entry")
                .forEach(((com.fasterxml.jackson.databind.node.ArrayNode) both.path("entry"))::add);
        ANSWERS.put("MedicationRequest?encounter=Encounter/e-visit", both.toString());

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse()))).contains("第2/2袋");
    }

    @Test
    void whereABagComesFromAndWhenItWasCompoundedStandsOnItsLabel() throws Exception {
        String elsewhere = """
                "category": [{"coding": [{"system": "https://chemoloop.org/fhir/CodeSystem/prescription-category",
                "code": "external", "display": "外配"}]}],""";
        ANSWERS.put(
                "MedicationRequest?_id=m-line1",
                resource("line-search.json").replace("\"note\":", elsewhere + "\"note\":"));
        String prepared = """
                {"resource": {"resourceType": "MedicationDispense", "id": "d", "status": "completed",
                "whenPrepared": "2026-11-24T01:05:00Z",
                "authorizingPrescription": [{"reference": "MedicationRequest/bag-800000000044"}]}},""";
        ANSWERS.put(SEARCH, resource("bag-search.json").replaceFirst("\"entry\": \\[", "\"entry\": [" + prepared));
        ANSWERS.put(DRUGS, resource("drug-search.json").replace("\"cytotoxic\"", "\"skin-test\""));

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse()))).contains("外配", "调配 09:05", "皮试");
        ANSWERS.put(
                "MedicationRequest?_id=m-line1",
                resource("line-search.json")
                        .replace("\"note\":", elsewhere.replace("external", "chemo") + "\"note\":"));
        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse()))).doesNotContain("外配");
    }

    @Test
    void aDoseThatLeavesPartOfAVialIsShownWithTheVialsToOpen() throws Exception {
        ANSWERS.put(
                DRUGS,
                resource("drug-search.json")
                        .replace("\"code\": {\"coding\"", "\"code\": {\"text\": \"卡铂注射液 200mg\", \"coding\""));

        assertThat(text(get("labels/bag/" + BAG + ".pdf", nurse()))).contains("300 mg (2支)");
    }

    @Test
    void aLabelCanBeHadInEnglish() throws Exception {
        assertThat(text(get("labels/bag/" + BAG + ".pdf?language=en", nurse())))
                .contains("CYTOTOXIC", "male 64 years", "use before 2026-11-24 18:00", "rate 100 mL/h");
        assertRefused(get("labels/bag/" + BAG + ".png?language=fr", nurse()), 400, "unknown-language");
    }

    @Test
    void whoHasNoTokenGetsNoLabel() throws Exception {
        assertRefused(get("labels/bag/" + BAG + ".png", null), 401, "no-token");
        assertRefused(get("labels/bag/" + BAG + ".png", "not.a.token"), 401, "no-token");
        assertRefused(get("labels/bag/" + BAG + ".png", token("nurse1", STRANGE_KEY, 5)), 401, "no-token");
        assertRefused(get("labels/bag/" + BAG + ".png", token("nurse1", KEY, -10)), 401, "no-token");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void whoMayNotSeeThePatientGetsNoLabel() throws Exception {
        String stranger = token("doctor9", KEY, 5);
        ANSWERS.put("forbidden", stranger);

        assertRefused(get("labels/bag/" + BAG + ".png", stranger), 403, "not-allowed");
    }

    @ParameterizedTest
    @CsvSource({"800000000045", "80000000004", "900000000010", "a", "%E8%A2%8B"})
    void aCodeWithAWrongCheckDigitIsNeverLookedUp(String code) throws Exception {
        assertRefused(get("labels/bag/" + code + ".png", nurse()), 400, "unreadable-code");
        assertThat(ASKED).isEmpty();
    }

    @Test
    void aBagThatNobodyOrderedIsUnknown() throws Exception {
        assertRefused(get("labels/bag/800000000051.png", nurse()), 404, "unknown-bag");
    }

    @Test
    void aVoidBagGetsNoLabel() throws Exception {
        ANSWERS.put(
                SEARCH,
                resource("bag-search.json")
                        .replace(
                                "\"code\": \"ordered\", \"display\": \"已开方\"",
                                "\"code\": \"void\", \"display\": \"已作废\""));

        HttpResponse<byte[]> answer = get("labels/bag/" + BAG + ".png", nurse());
        assertRefused(answer, 409, "void-label");
        assertThat(new String(answer.body(), UTF_8)).contains("已作废");
    }

    @Test
    void anUnknownFormatOrStockIsRefusedWithASentence() throws Exception {
        assertRefused(get("labels/bag/" + BAG + ".gif", nurse()), 404, "unknown-format");
        assertRefused(get("labels/bag/" + BAG + ".png?stock=big", nurse()), 400, "unknown-stock");
        assertRefused(get("labels/bag/" + BAG + ".png?stock=30x20", nurse()), 400, "unknown-stock");
        assertRefused(get("labels/bag/" + BAG + ".png?dpi=96", nurse()), 400, "unknown-resolution");
    }

    @Test
    void theStockOfThePrinterCanBeNamed() throws Exception {
        byte[] tspl =
                get("labels/bag/" + BAG + ".tspl?stock=80x60&dpi=300", nurse()).body();

        assertThat(new String(tspl, 0, 20, UTF_8)).startsWith("SIZE 80 mm,60 mm");
    }

    @Test
    void whileTheFhirServerIsAwayThereIsASentenceAndAfterwardsALabel() throws Exception {
        String nurse = nurse();
        assertThat(get("labels/bag/" + BAG + ".png", nurse).statusCode()).isEqualTo(200);
        FhirStandIn.down();
        try {
            HttpResponse<byte[]> away = get("labels/bag/" + BAG + ".png", nurse);
            assertRefused(away, 503, "fhir-server-away");
            assertThat(new String(away.body(), UTF_8)).contains("请稍后再试");
            assertThat(get("q/health/ready", null).statusCode()).isEqualTo(200);
        } finally {
            FhirStandIn.up();
        }
        assertThat(get("labels/bag/" + BAG + ".png", nurse).statusCode()).isEqualTo(200);
    }

    @Test
    void withTheFirstFhirServerDeadTheSecondIsAsked() throws Exception {
        FhirStandIn.down(0);
        try {
            assertThat(get("labels/bag/" + BAG + ".png", nurse()).statusCode()).isEqualTo(200);
            FhirStandIn.down(1);
            FhirStandIn.up(0);
            assertThat(get("labels/bag/" + BAG + ".png", nurse()).statusCode()).isEqualTo(200);
        } finally {
            FhirStandIn.up(1);
        }
    }

    @Test
    void theNameOfTheRequestGoesOnToTheFhirServerAndBack() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve("labels/bag/" + BAG + ".png"))
                .header("Authorization", "Bearer " + nurse());
        CORRELATIONS.clear();

        HttpResponse<byte[]> named = http.send(
                request.copy().header("X-Correlation-Id", "pda-7.label-1").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(named.headers().firstValue("X-Correlation-Id")).contains("pda-7.label-1");
        assertThat(CORRELATIONS).isNotEmpty().containsOnly("pda-7.label-1");

        // What can't be a name is replaced by one.
        HttpResponse<byte[]> misnamed = http.send(
                request.header("X-Correlation-Id", "patient Zhang=San").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(misnamed.headers().firstValue("X-Correlation-Id"))
                .get()
                .asString()
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void anOverloadedFhirServerIsNotAFaultOfTheNurse() throws Exception {
        ANSWERS.put(SEARCH, "503");

        HttpResponse<byte[]> answer = get("labels/bag/" + BAG + ".png", nurse());
        assertRefused(answer, 503, "fhir-server-away");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theSentenceIsInTheLanguageOfTheReader() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("labels/bag/1.png"))
                .header("Authorization", "Bearer " + nurse())
                .header("Accept-Language", "en")
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("Scan again");
    }

    @Test
    void aNameThatCantBePrintedIsNamed() throws Exception {
        ANSWERS.put(SEARCH, resource("bag-search.json").replace("测试甲", "张𠀁"));

        HttpResponse<byte[]> answer = get("labels/bag/" + BAG + ".png", nurse());
        assertRefused(answer, 422, "no-glyph");
        assertThat(new ObjectMapper().readTree(answer.body()).path("sentence").asText())
                .contains("𠀁");
    }

    @Test
    void theWristbandOfAPatientCanBeShown() throws Exception {
        HttpResponse<byte[]> label = get("labels/wristband/" + WRISTBAND + ".png", nurse());

        assertThat(label.statusCode()).isEqualTo(200);
        assertThat(Scanner.read(ImageIO.read(new ByteArrayInputStream(label.body())), BarcodeFormat.CODE_128))
                .contains(WRISTBAND);
    }

    @Test
    void aReplacedWristbandIsNotPrintedAgain() throws Exception {
        ANSWERS.put(
                WEARER,
                resource("wristband-search.json")
                        .replace("\"value\": \"900000000010\"", "\"use\": \"old\", \"value\": \"900000000010\""));

        assertRefused(get("labels/wristband/" + WRISTBAND + ".png", nurse()), 409, "replaced-wristband");
        assertRefused(get("labels/wristband/900000000027.png", nurse()), 404, "unknown-wristband");
        assertRefused(get("labels/wristband/" + BAG + ".png", nurse()), 400, "unreadable-code");
    }

    private static String nurse() throws Exception {
        return token("nurse1", KEY, 5);
    }

    private HttpResponse<byte[]> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String reason) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new String(answer.body(), UTF_8))
                .contains("\"reason\":\"" + reason + "\"")
                .contains("\"sentence\":\"")
                .doesNotContain("{0}");
    }

    private static String text(HttpResponse<byte[]> pdf) throws IOException {
        assertThat(pdf.statusCode()).isEqualTo(200);
        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = LabelResourceTest.class.getResourceAsStream("/fhir/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}

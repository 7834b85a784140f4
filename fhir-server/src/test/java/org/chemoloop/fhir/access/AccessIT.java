package org.chemoloop.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.TestInstallation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Practitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.JdbcTemplate;

@FhirServerTest
class AccessIT {

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {"Patient", "MedicationRequest", "Task", "MedicationAdministration", "AuditEvent", "CodeSystem"})
    void withoutATokenNothingIsShown(String type) {
        var answer = fhir.anonymous().get(type);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.resource(OperationOutcome.class)
                        .getIssueFirstRep()
                        .getDetails()
                        .getText())
                .isEqualTo("请先登录");
    }

    @Test
    void aTokenThatSomebodyElseSignedIsRefused() {
        var answer = fhir.anonymous()
                .with(
                        "Authorization",
                        "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJudXJzZTEiLCJyb2xlcyI6WyJjaGVtby1udXJzZSJdfQ.c2ln")
                .get("Patient");

        assertThat(answer.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/metadata",
                "/fhir/.well-known/smart-configuration",
                "/.well-known/openid-configuration",
                "/oauth2/jwks",
                "/actuator/health",
                "/actuator/health/readiness",
                "/actuator/prometheus"
            })
    void whatLeadsToALoginNeedsNone(String path) {
        assertThat(fhir.anonymous().get(path).status()).isEqualTo(200);
    }

    /** 2xx: allowed; 403: not by this role. */
    @ParameterizedTest(name = "{0} writes {1}: {2}")
    @CsvSource({
        "routes,      Patient,       true",
        "his,         Patient,       true",
        "nurse1,      Patient,       false",
        "engineer1,   Patient,       false",
        "admin,       Patient,       false",
        "manager1,    Patient,       false",
        "doctor1,     Patient,       false",
        "label,       Patient,       false",
        "label,       Provenance,    true",
        "nurse1,      Provenance,    false",
        "pda,         Patient,       false",
        "admin,       Location,      true",
        "nurse1,      Location,      false",
        "doctor1,     Condition,     true",
        "nurse1,      Condition,     false",
        "engineer1,   Condition,     false",
        "nurse1,      Communication, true",
        "pivas1,      Communication, true",
        "pharmacist1, Communication, true",
        "manager1,    Communication, false",
        "pda,         Communication, false",
        "admin,       Communication, false"
    })
    void eachRoleWritesWhatItsWorkNeeds(String who, String type, boolean allowed) {
        var patient =
                fhir.as("routes").send("PUT", "Patient/access", "{\"resourceType\":\"Patient\",\"id\":\"access\"}");
        assertThat(patient.status()).isIn(200, 201);
        String id = "access-" + who;
        String body = switch (type) {
            case "Condition" -> "\"subject\":{\"reference\":\"Patient/access\"},";
            case "Communication" -> "\"status\":\"completed\",";
            // As a print is recorded: the label's document is in it.
            case "Provenance" ->
                "\"contained\":[{\"resourceType\":\"DocumentReference\",\"id\":\"label\",\"status\":\"current\","
                        + "\"content\":[{\"attachment\":{\"size\":1}}]}],\"target\":[{\"reference\":\"Patient/access\"}],"
                        + "\"recorded\":\"2026-11-24T02:00:00Z\",\"agent\":[{\"who\":{\"display\":\"nurse1\"}}],"
                        + "\"entity\":[{\"role\":\"source\",\"what\":{\"reference\":\"#label\"}}],";
            default -> "";
        };

        int status = fhir.as(who)
                .send("PUT", type + "/" + id, "{\"resourceType\":\"" + type + "\"," + body + "\"id\":\"" + id + "\"}")
                .status();

        if (allowed) {
            assertThat(status).isIn(200, 201);
        } else {
            assertThat(status).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "engineer1, AuditEvent, 200", "manager1, AuditEvent, 200", "admin, AuditEvent, 200", "nurse1, AuditEvent, 403",
        "engineer1, Patient, 200", "nurse1, Patient, 200", "doctor1, Patient, 200", "label, Patient, 200",
        "admin, Patient, 403", "pda, Patient, 403", "pda, CodeSystem, 200"
    })
    void eachRoleReadsWhatItsWorkNeeds(String who, String type, int status) {
        assertThat(fhir.as(who).get(type).status()).isEqualTo(status);
    }

    @Test
    void aBundleIsNoWayAroundTheTable() {
        String entry = "{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"around\"},"
                + "\"request\":{\"method\":\"PUT\",\"url\":\"Patient/around\"}}";
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry + "]}";

        assertThat(fhir.as("nurse1").send("POST", "", bundle).status()).isEqualTo(403);
        assertThat(fhir.as("engineer1").send("POST", "", bundle).status()).isEqualTo(403);
        assertThat(fhir.as("routes").get("Patient/around").status()).isEqualTo(404);
    }

    @Test
    void nobodyDeletes() {
        assertThat(fhir.as("routes").send("DELETE", "Location/seat-1", null).status())
                .isEqualTo(403);
        assertThat(fhir.as("nurse1").get("Location/seat-1").status()).isEqualTo(200);
    }

    @Test
    void aClientGetsATokenForItsSecret() throws Exception {
        var answer = fhir.anonymous()
                .with(
                        "Authorization",
                        "Basic " + HttpHeaders.encodeBasicAuth("his", TestInstallation.secret("his"), null))
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/oauth2/token", "grant_type=client_credentials");

        var token = new ObjectMapper().readTree(answer.body());
        assertThat(token.path("expires_in").asInt()).isGreaterThanOrEqualTo(15 * 60 - 1);
        assertThat(fhir.anonymous()
                        .with(
                                "Authorization",
                                "Bearer " + token.path("access_token").asText())
                        .get("Patient?_count=1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onlyTheInstallationsOwnSecretMakesTokensForOthers() {
        var wrong = fhir.anonymous()
                .with("Authorization", "Basic " + HttpHeaders.encodeBasicAuth("cli", "guess", null))
                .send("POST", "/oauth2/installation-token?name=nurse1", null);
        var client = fhir.anonymous()
                .with(
                        "Authorization",
                        "Basic " + HttpHeaders.encodeBasicAuth("his", TestInstallation.secret("his"), null))
                .send("POST", "/oauth2/installation-token?name=nurse1", null);
        var none = fhir.anonymous().send("POST", "/oauth2/installation-token?name=nurse1", null);

        assertThat(List.of(wrong.status(), client.status(), none.status())).containsOnly(401);
    }

    @Test
    void theSigningKeySurvivesARestart() {
        String before = new SigningKey(jdbc).set().getKeys().get(0).getKeyID();

        assertThat(new SigningKey(jdbc).set().getKeys().get(0).getKeyID()).isEqualTo(before);
        assertThat(fhir.anonymous().get("/oauth2/jwks").body()).contains(before);
    }

    @Test
    void passwordsAreKeptAsHashesOnly() {
        assertThat(jdbc.queryForList("select password_hash from loop.person", String.class))
                .hasSizeGreaterThanOrEqualTo(10)
                .allMatch(hash -> hash.startsWith("{bcrypt}$2"));
    }

    @Test
    void aDemoDoctorIsKnownByUserNameAndDoctorCode() {
        Bundle found = fhir.as("engineer1")
                .get("Practitioner?identifier=https://chemoloop.org/fhir/sid/doctor-code|D0002")
                .resource(Bundle.class);

        var doctor = (Practitioner) found.getEntryFirstRep().getResource();
        assertThat(doctor.getIdElement().toUnqualifiedVersionless().getValue())
                .isEqualTo(CurrentPerson.practitioner("doctor2"));
        assertThat(doctor.getQualificationFirstRep()
                        .getCode()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("ordinary");
    }
}

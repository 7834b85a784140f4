package org.chemoloop.fhir.server.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.server.Locks;
import org.chemoloop.fhir.server.rows.ResourceRows.Written;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What we write ourselves stands in HAPI's tables as if HAPI had written it. */
@FhirServerTest
class ResourceRowsIT {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String PATIENT = "rows-patient";

    @Autowired
    ResourceRows rows;

    @Autowired
    DaoRegistry daos;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Locks locks;

    private final RequestDetails request = OwnWrite.request();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aPatient() {
        Patient patient = new Patient();
        patient.setId(PATIENT);
        hapi(patient);
    }

    /** Each first as it is, then with the second in its place, then as it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient", "MedicationRequest", "Task", "Provenance", "Observation", "MedicationAdministration",
                "MedicationDispense", "DetectedIssue", "AuditEvent", "Condition", "AllergyIntolerance",
                        "ServiceRequest",
                "Encounter"
            })
    void aResourceStandsInTheTablesAsHapiWritesIt(String type) {
        List<Resource> versions = examples(type);
        for (Resource said : List.of(versions.get(0), versions.get(1), versions.get(0), versions.get(1))) {
            own(said, "own-" + run);
            hapi(named(said, "hapi-" + run));
            assertThat(standing(type, "own-" + run)).isEqualTo(standing(type, "hapi-" + run));
        }
        assertThat(versionOf(type, "own-" + run)).isEqualTo("4");

        // And each goes on where the other has stopped.
        hapi(named(versions.get(0), "own-" + run));
        own(versions.get(0), "hapi-" + run);
        assertThat(standing(type, "own-" + run)).isEqualTo(standing(type, "hapi-" + run));
        assertThat(versionOf(type, "own-" + run)).isEqualTo("5");
    }

    @Test
    void whatIsReadIsWhatHapiReads() {
        Resource said = examples("MedicationRequest").get(0);
        said.getMeta().setSource("urn:hl7:HIS|MSG1");
        own(said, "read-" + run);
        Resource ours = rows.read(said.getClass(), "read-" + run).orElseThrow();
        Resource theirs = (Resource) daos.getResourceDao("MedicationRequest")
                .read(ours.getIdElement().toUnqualifiedVersionless(), request);
        assertThat(json(ours)).isEqualTo(json(theirs));
        assertThat(ours.getIdElement().getValue())
                .isEqualTo(theirs.getIdElement().getValue());
        assertThat(rows.read(said.getClass(), "nobody-" + run)).isEmpty();
    }

    @Test
    void whatSaysTheSameMakesNoVersion() {
        Resource said = examples("Task").get(0);
        own(said, "same-" + run);
        Written<Resource> again = rows.write(named(said, "same-" + run));
        assertThat(again.changed()).isFalse();
        assertThat(again.created()).isFalse();
        assertThat(again.resource().getMeta().getVersionId()).isEqualTo("1");
    }

    @Test
    void aReferenceToNothingIsRefused() {
        Task task = (Task) examples("Task").get(0);
        task.setFor(new Reference("Patient/nobody-" + run));
        assertThatThrownBy(() -> own(task, "lost-" + run))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("nobody-" + run);
        assertThat(rows.read(Task.class, "lost-" + run)).isEmpty();
    }

    @Test
    void aSearchInTheSameTransactionSeesWhatWasWritten() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            Patient patient = new Patient();
            patient.setId("seen-" + run);
            patient.addIdentifier().setSystem("urn:rows").setValue(run);
            rows.write(patient);
            assertThat(found("Patient", run)).isEqualTo("1");
            // HAPI writes on, then we, then HAPI again: nobody works on what is old.
            hapi(named(found(), "seen-" + run).setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.MALE));
            Patient male = rows.read(Patient.class, "seen-" + run).orElseThrow();
            assertThat(male.getGender().toCode()).isEqualTo("male");
            rows.write(male.setActive(true));
            assertThat(found("Patient", run)).isEqualTo("3");
            assertThat(found().getActive()).isTrue();
        });
        assertThat(versionOf("Patient", "seen-" + run)).isEqualTo("3");
    }

    /** New ones, then new ones beside changed ones. */
    @Test
    void whatATransactionWritesTogetherStandsAsHapiWritesItOneByOne() {
        List<String> types = List.of("Patient", "MedicationRequest", "Task", "Provenance", "Observation", "Encounter");
        for (int version : List.of(0, 1)) {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(status -> types.forEach(type -> {
                        own(examples(type).get(version), "all-" + run);
                        own(examples(type).get(1), "all-" + version + run);
                    }));
            types.forEach(type -> hapi(named(examples(type).get(version), "each-" + run)));
            types.forEach(type -> assertThat(standing(type, "all-" + run)).isEqualTo(standing(type, "each-" + run)));
        }
    }

    @Test
    void whatWaitsIsFoundByIdentifierAndByName() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            Patient patient = named(new Patient(), "waits-" + run);
            patient.addIdentifier().setSystem("urn:rows").setValue("waits" + run);
            rows.create(patient);
            assertThat(rows.read(Patient.class, "waits-" + run)).isPresent();
            assertThat(rows.find(Patient.class, patient.getIdentifierFirstRep()))
                    .hasSize(1);
            rows.write(named(patient.setActive(true), "waits-" + run));
            assertThat(rows.read(Patient.class, "waits-" + run).orElseThrow().getActive())
                    .isTrue();
        });
        assertThat(versionOf("Patient", "waits-" + run)).isEqualTo("2");
    }

    @Test
    void aConflictAtTheEndLeavesNothingOfTheTransaction() {
        rows.write(named(new Patient(), "stale-" + run));
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    Patient read = rows.read(Patient.class, "stale-" + run).orElseThrow();
                    rows.write(named(new Patient(), "beside-" + run));
                    rows.write(read.setActive(false));
                    elsewhere(() -> rows.write(named(new Patient().setActive(true), "stale-" + run)));
                }))
                .isInstanceOf(ResourceVersionConflictException.class)
                .hasMessageContaining("Patient/stale-" + run);
        assertThat(rows.read(Patient.class, "beside-" + run)).isEmpty();
        assertThat(versionOf("Patient", "stale-" + run)).isEqualTo("2");
    }

    @Test
    void whoHasMissedAResourceDoesNotOverwriteIt() {
        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
                    rows.know(List.of("Patient/missed-" + run));
                    elsewhere(() -> rows.write(named(new Patient().setActive(true), "missed-" + run)));
                    assertThat(rows.read(Patient.class, "missed-" + run)).isEmpty();
                    rows.write(named(new Patient().setActive(false), "missed-" + run));
                }))
                .isInstanceOf(ResourceVersionConflictException.class);
        assertThat(rows.read(Patient.class, "missed-" + run).orElseThrow().getActive())
                .isTrue();
    }

    @Test
    void whoGetsALockReadsWhatTheOneBeforeWrote() {
        rows.write(named(new Patient(), "locked-" + run));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            rows.read(Patient.class, "locked-" + run);
            rows.read(Patient.class, "unborn-" + run);
            elsewhere(() -> {
                rows.write(named(new Patient().setActive(true), "locked-" + run));
                rows.write(named(new Patient(), "unborn-" + run));
            });
            locks.take(List.of("patient|locked-" + run));
            assertThat(rows.read(Patient.class, "locked-" + run).orElseThrow().getActive())
                    .isTrue();
            assertThat(rows.read(Patient.class, "unborn-" + run)).isPresent();
        });
    }

    @Test
    void ofEightWritersOfANewResourceOneCreatesIt() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        List<Callable<String>> writers = IntStream.range(0, 8)
                .<Callable<String>>mapToObj(writer -> () -> {
                    Patient patient = new Patient();
                    patient.setId("race-" + run);
                    patient.addIdentifier().setSystem("urn:rows").setValue(run + writer);
                    try {
                        return rows.write(patient).created() ? "created" : "updated";
                    } catch (ResourceVersionConflictException late) {
                        return "conflict";
                    }
                })
                .toList();
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Future<String> outcome : pool.invokeAll(writers)) {
            outcomes.merge(outcome.get(), 1, Integer::sum);
        }
        pool.shutdown();
        assertThat(outcomes).containsEntry("created", 1);
        int updated = outcomes.getOrDefault("updated", 0);
        assertThat(versionOf("Patient", "race-" + run)).isEqualTo(Integer.toString(updated + 1));
        assertThat(jdbc.queryForObject(
                        "select count(*) from hfj_res_ver v join hfj_resource r on r.res_id = v.res_id where fhir_id = ?",
                        Integer.class,
                        "race-" + run))
                .isEqualTo(updated + 1);
    }

    @Test
    void twoWritersOfOneVersionDoNotOverwriteEachOther() {
        Patient patient = new Patient();
        patient.setId("two-" + run);
        rows.write(patient);
        var mine = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> mine.executeWithoutResult(status -> {
                    Patient read = rows.read(Patient.class, "two-" + run).orElseThrow();
                    elsewhere(() -> rows.write(named(new Patient().setActive(true), "two-" + run)));
                    rows.write(read.setActive(false));
                }))
                .isInstanceOf(ResourceVersionConflictException.class);
        assertThat(rows.read(Patient.class, "two-" + run).orElseThrow().getActive())
                .isTrue();
    }

    /** HAPI's rows and ours come from the same sequences. */
    @Test
    void noTwoRowsGetTheSameKey() {
        for (int i = 0; i < 60; i++) {
            own(examples("Task").get(0), "key-own-" + i + run);
            hapi(named(examples("Task").get(1), "key-hapi-" + i + run));
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from hfj_resource where fhir_id like ?", Integer.class, "key-%" + run))
                .isEqualTo(120);
    }

    /** Two versions of a resource of that type, the first with nearly all that is searched for. */
    private static List<Resource> examples(String type) {
        return FHIR
                .newJsonParser()
                .parseResource(
                        Bundle.class,
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        ResourceRowsIT.class.getResourceAsStream("/rows/" + type + ".json")),
                                UTF_8))
                .getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    private void own(Resource said, String id) {
        rows.write(named(said, id));
    }

    @SuppressWarnings("unchecked") // the store of a resource takes it
    private <T extends Resource> void hapi(T resource) {
        daos.getResourceDao((Class<T>) resource.getClass()).update(resource, request);
    }

    @SuppressWarnings("unchecked") // a copy is of the same class
    private static <T extends Resource> T named(T said, String id) {
        T copy = (T) said.copy();
        copy.setId(said.fhirType() + "/" + id);
        return copy;
    }

    /** In a transaction of its own that has ended. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private Patient found() {
        return (Patient) daos.getResourceDao("Patient")
                .search(SearchParameterMap.newSynchronous().add("identifier", new TokenParam("urn:rows", run)), request)
                .getAllResources()
                .get(0);
    }

    private String found(String type, String value) {
        return daos.getResourceDao(type)
                .search(
                        SearchParameterMap.newSynchronous().add("identifier", new TokenParam("urn:rows", value)),
                        request)
                .getAllResources()
                .get(0)
                .getIdElement()
                .getVersionIdPart();
    }

    private String versionOf(String type, String id) {
        return jdbc.queryForObject(
                "select res_ver from hfj_resource where res_type = ? and fhir_id = ?", String.class, type, id);
    }

    /**
     * All that the tables say of a resource, without keys, times and its own name, and without the empty meta that HAPI
     * writes into a version that is not the first.
     */
    private Map<String, List<String>> standing(String type, String id) {
        long pid = jdbc.queryForObject(
                "select res_id from hfj_resource where res_type = ? and fhir_id = ?", Long.class, type, id);
        Map<String, List<String>> all = new TreeMap<>();
        all.put(
                "hfj_resource",
                row("hfj_resource", "res_id", pid, "res_id,fhir_id,hash_sha256,res_published,res_updated"));
        all.put("hfj_res_ver", row("hfj_res_ver", "res_id", pid, "pid,res_id,res_published,res_updated"));
        for (String table :
                List.of("token", "string", "date", "number", "quantity", "quantity_nrml", "uri", "coords")) {
            all.put(table, row("hfj_spidx_" + table, "res_id", pid, "sp_id,res_id,sp_updated"));
        }
        all.put("link", row("hfj_res_link", "src_resource_id", pid, "pid,src_resource_id,sp_updated"));
        return all;
    }

    private List<String> row(String table, String key, long pid, String without) {
        return jdbc
                .queryForList(
                        "select (to_jsonb(t) - string_to_array(?, ','))::text from " + table + " t where " + key
                                + " = ? order by 1",
                        String.class,
                        without,
                        pid)
                .stream()
                .map(row -> row.replace("\\\"meta\\\":{},", ""))
                .toList();
    }

    private static String json(Resource resource) {
        return FHIR.newJsonParser().encodeResourceToString(resource);
    }
}

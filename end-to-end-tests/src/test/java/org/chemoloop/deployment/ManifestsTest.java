package org.chemoloop.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests say nothing that Kubernetes or the services don't understand. */
class ManifestsTest {

    /** Resources of operators: their schemas come with the operators, not with Kubernetes. */
    private static final Set<String> OF_OPERATORS = Set.of("ActiveMQArtemis", "Cluster");

    private static final Pattern VARIABLE = Pattern.compile("CHEMOLOOP_[A-Z_]*[A-Z]");
    private static final Pattern SETTING = Pattern.compile("setting\\(\\s*\"([A-Z_]+)\"");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void everyDocumentIsWhatItsSchemaAllows() throws IOException {
        for (Path file : Manifests.files()) {
            for (HasMetadata document : Manifests.in(file)) {
                boolean typed = !(document instanceof GenericKubernetesResource);
                assertThat(typed || OF_OPERATORS.contains(document.getKind()))
                        .as("%s: %s %s is a kind of Kubernetes", file, document.getApiVersion(), document.getKind())
                        .isTrue();
                assertThat(typed ? Manifests.unknownProperties(document) : List.of())
                        .as("%s: properties that %s doesn't have", file, document.getKind())
                        .isEmpty();
            }
        }
    }

    @Test
    void aMisspeltPropertyIsSeen() {
        HasMetadata document = Serialization.unmarshal("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: x }
                spec: { template: { spec: { containers: [ { name: x, imagePullPolice: Always } ] } } }
                """);
        assertThat(Manifests.unknownProperties(document))
                .containsExactly("Deployment.spec.template.spec.containers[0].imagePullPolice");
    }

    @Test
    void everyVariableIsReadBySomeService() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String service : List.of("fhir-server", "integration-routes", "label-print-service")) {
            try (Stream<Path> files =
                    Files.list(Manifests.folder().resolveSibling(service).resolve("src/main/resources"))) {
                for (Path file : files.filter(
                                path -> path.getFileName().toString().startsWith("application."))
                        .toList()) {
                    known.addAll(variables(Files.readString(file)));
                }
            }
        }
        known.addAll(settingsOfTheBroker());
        try (Stream<Path> files = Files.walk(Manifests.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(known)
                        .as("variables of the services, and of %s", file)
                        .containsAll(variables(Files.readString(file)));
            }
        }
    }

    /** It runs without Spring and reads its variables by itself. */
    private static List<String> settingsOfTheBroker() throws IOException {
        Path program = Manifests.folder()
                .resolveSibling("integration-routes/src/main/java/org/chemoloop/routes/BrokerMain.java");
        return SETTING.matcher(Files.readString(program))
                .results()
                .map(read -> "CHEMOLOOP_" + read.group(1))
                .toList();
    }

    @Test
    void theBrokerOfTheDemoIsTheEmbeddedOneFromTheSameImageAndReachable() throws IOException {
        List<HasMetadata> demo = Manifests.in(Manifests.folder().resolve("overlays/demo/artemis.yaml"));
        PodSpec pod = of(StatefulSet.class, demo).get(0).getSpec().getTemplate().getSpec();
        Container broker = pod.getContainers().get(0);
        assertThat(broker.getImage()).isEqualTo("chemoloop/integration-routes");
        assertThat(broker.getCommand()).endsWith("org.chemoloop.routes.BrokerMain");
        assertThat(broker.getEnv())
                .anyMatch(variable -> variable.getName().equals("CHEMOLOOP_BROKER_BIND")
                        && variable.getValue().equals("0.0.0.0"));
        assertThat(broker.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(broker.getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .contains("/data", "/tmp");
    }

    private static List<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void everyFileIsPartOfAnInstallation() throws IOException {
        for (String place : List.of("base", "overlays/demo", "overlays/hospital")) {
            Path folder = Manifests.folder().resolve(place);
            JsonNode kustomization =
                    YAML.readTree(folder.resolve("kustomization.yaml").toFile());
            Set<String> named = new TreeSet<>();
            kustomization.path("resources").forEach(file -> named.add(file.asText()));
            kustomization
                    .path("patches")
                    .forEach(patch -> named.add(patch.path("path").asText()));
            named.removeIf(name -> name.startsWith("../"));
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")))
                        .as("files of %s, and those that it names", place)
                        .containsExactlyInAnyOrderElementsOf(named);
            }
        }
    }

    @Test
    void eachServiceRunsWithoutPrivilegesProbedLimitedAndReachableByItsPorts() throws IOException {
        List<HasMetadata> base = new ArrayList<>();
        for (Path file : Manifests.files()) {
            if (file.getParent().endsWith("base")) {
                base.addAll(Manifests.in(file));
            }
        }
        List<Deployment> services = of(Deployment.class, base);
        assertThat(services)
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyInAnyOrder("fhir-server", "integration-routes", "label-print-service");
        for (Deployment service : services) {
            String name = service.getMetadata().getName();
            PodSpec pod = service.getSpec().getTemplate().getSpec();
            Container container = pod.getContainers().get(0);
            assertThat(container.getImage()).isEqualTo("chemoloop/" + name);
            assertThat(container.getSecurityContext().getRunAsNonRoot())
                    .as(name)
                    .isTrue();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .as(name)
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getLivenessProbe()).as(name).isNotNull();
            assertThat(container.getReadinessProbe()).as(name).isNotNull();
            assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
            assertThat(container.getEnv().stream()
                            .filter(variable -> variable.getName().endsWith("PASSWORD")))
                    .as("passwords of %s", name)
                    .allMatch(variable -> variable.getValueFrom() != null
                            && variable.getValueFrom().getSecretKeyRef() != null);
            Set<Integer> open = new TreeSet<>();
            container.getPorts().forEach(port -> open.add(port.getContainerPort()));
            assertThat(of(Service.class, base))
                    .filteredOn(one -> one.getMetadata().getName().equals(name))
                    .singleElement()
                    .satisfies(one -> one.getSpec()
                            .getPorts()
                            .forEach(port -> assertThat(open).contains(port.getPort())));
            assertThat(of(PodDisruptionBudget.class, base))
                    .anyMatch(budget -> budget.getMetadata().getName().equals(name));
            assertThat(of(NetworkPolicy.class, base))
                    .anyMatch(policy -> policy.getMetadata().getName().equals(name));
        }
        assertThat(of(Service.class, base))
                .filteredOn(one -> one.getMetadata().getName().equals("integration-routes"))
                .singleElement()
                .satisfies(one -> assertThat(one.getSpec().getSessionAffinity()).isEqualTo("ClientIP"));
    }

    private static <T> List<T> of(Class<T> kind, List<HasMetadata> documents) {
        return documents.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.routes.Hospital.HERE;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** The description of the engineers' API names every request there is, and no other. */
@RoutesTest
class OpenApiIT {

    @Autowired
    TestRestTemplate http;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void describesWhatThereIs() {
        HttpHeaders engineer = new HttpHeaders();
        engineer.setBearerAuth(HERE.fhir.bearer("engineer1", "engineer"));
        String text = http.exchange("/api/openapi.yaml", HttpMethod.GET, new HttpEntity<>(engineer), String.class)
                .getBody();
        Map<String, Map<String, Map<String, Object>>> description = new Yaml().load(text);
        Set<String> described = new TreeSet<>();
        description
                .get("paths")
                .forEach((path, requests) -> requests.keySet()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        Set<String> there = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> there.add(method + " " + path))));
        assertThat(described).isEqualTo(there);
    }
}

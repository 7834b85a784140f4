package org.chemoloop.routes;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the description of the engineers' API; a test holds it against what there is. */
@RestController
class OpenApiController {

    @GetMapping(path = "/api/openapi.yaml", produces = "application/yaml")
    Resource description() {
        return new ClassPathResource("openapi.yaml");
    }
}

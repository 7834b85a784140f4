package org.chemoloop.routes;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;

/** Runs the service with a database and stand-ins for everybody else, to try things by hand and to measure. */
public final class RoutesRunner {
    private RoutesRunner() {}

    public static void main(String[] arguments) {
        SpringApplication service = new SpringApplication(RoutesApplication.class);
        Path data = Hospital.HERE.data.resolve("runner");
        Map<String, Object> environment = new HashMap<>(Hospital.HERE.environment(data, "postgres"));
        environment.keySet().removeAll(System.getenv().keySet());
        service.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("hospital", environment)));
        service.run(arguments);
    }
}

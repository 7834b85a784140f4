package org.chemoloop.routes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Runs a test against the one running service that all tests of this module share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = RoutesApplication.class)
@ContextConfiguration(initializers = RoutesTest.Surroundings.class)
public @interface RoutesTest {

    /** Gives the service the addresses of the test's hospital. */
    class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> environment =
                    new HashMap<>(Hospital.HERE.environment(Hospital.HERE.data.resolve("shared"), "postgres"));
            environment.put("CHEMOLOOP_MLLP_MAX_FRAME", "200000");
            environment.put("CHEMOLOOP_MLLP_READ_TIMEOUT", "2s");
            environment.put("CHEMOLOOP_MLLP_ANSWER_TIMEOUT", "2s");
            environment.put("CHEMOLOOP_PRODUCTION", "true");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("hospital", environment));
        }
    }
}

package org.chemoloop.fhir;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Starts the FHIR server. */
@SpringBootApplication(
        // HAPI brings these libraries for parts of itself; their beans would compete with HAPI's own.
        exclude = {
            HibernateJpaAutoConfiguration.class,
            ThymeleafAutoConfiguration.class,
            ElasticsearchRestClientAutoConfiguration.class,
            QuartzAutoConfiguration.class,
            // Its connections would go to a broker at the default address, and its health check with them.
            ArtemisAutoConfiguration.class
        })
public class FhirServerApplication {

    /** The one place where time comes from; its zone is the hospital's. */
    @Bean
    Clock clock() {
        return Clock.systemDefaultZone();
    }

    /**
     * Days turn when they turn in the hospital, wherever the machine says it stands. It is the zone of the whole
     * process, as HAPI reads a date without a zone in that one and no other.
     *
     * @param zone {@code Asia/Shanghai}; where none is set, the machine's stays
     */
    static void liveIn(@Nullable String zone) {
        if (zone == null || zone.isBlank()) {
            return;
        }
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(zone.strip())));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "CHEMOLOOP_TIME_ZONE: '" + zone + "' is no time zone; write it like Asia/Shanghai", unknown);
        }
    }

    public static void main(String[] args) {
        liveIn(System.getenv("CHEMOLOOP_TIME_ZONE"));
        SpringApplication.run(FhirServerApplication.class, args);
    }
}

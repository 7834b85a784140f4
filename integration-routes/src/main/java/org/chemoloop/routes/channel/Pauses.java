package org.chemoloop.routes.channel;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.Model;
import org.apache.camel.spi.RouteController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pauses what goes out to a counterpart, for all copies of this service and across restarts; intake never pauses. */
public final class Pauses {
    private static final Logger log = LoggerFactory.getLogger(Pauses.class);
    private static final Map<String, List<String>> ROUTES = Map.of(
            "his", List.of("deliver-his", "deliver-parked-his"),
            "pivas", List.of("deliver-pivas", "deliver-parked-pivas"),
            "fhir-server", List.of("process", "process-parked"));

    private final JdbcTemplate database;
    private final Clock clock;
    private volatile Set<String> paused = Set.of();

    public Pauses(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    static Set<String> names() {
        return ROUTES.keySet();
    }

    public boolean isPaused(String channel) {
        return paused.contains(channel);
    }

    void pause(String channel, String by) {
        database.update(
                "insert into paused_channel (name, by, at) values (?, ?, ?) on conflict do nothing",
                channel,
                by,
                Timestamp.from(clock.instant()));
        log.warn("paused channel={} by={}", channel, by);
    }

    void resume(String channel, String by) {
        database.update("delete from paused_channel where name = ?", channel);
        log.warn("resumed channel={} by={}", channel, by);
    }

    /** Before the routes start: what is paused does not start, or it would run until somebody looks at the table. */
    public void heed(Model routes) {
        paused = read();
        for (String channel : paused) {
            for (String route : ROUTES.getOrDefault(channel, List.of())) {
                routes.getRouteDefinition(route).autoStartup(false);
            }
        }
    }

    private Set<String> read() {
        return Set.copyOf(database.queryForList("select name from paused_channel", String.class));
    }

    /** Makes the routes of this process follow the table; somebody else may have changed it. */
    public synchronized void align(CamelContext camel) throws Exception {
        paused = read();
        RouteController routes = camel.getRouteController();
        for (Map.Entry<String, List<String>> channel : ROUTES.entrySet()) {
            for (String route : channel.getValue()) {
                ServiceStatus status = routes.getRouteStatus(route);
                if (paused.contains(channel.getKey()) && status.isStarted()) {
                    routes.stopRoute(route);
                } else if (!paused.contains(channel.getKey()) && status.isStopped()) {
                    routes.startRoute(route);
                }
            }
        }
    }
}

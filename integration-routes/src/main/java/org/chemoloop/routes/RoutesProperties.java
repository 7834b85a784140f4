package org.chemoloop.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.chemoloop.routes.receive.Senders;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Every setting of this service; application.yaml names the environment variable of each.
 *
 * @param bind the address on which all listeners are open
 * @param dataDir where the embedded broker keeps its journal
 * @param secretsDir one file per secret; {@code secrets} of the data directory when unset
 * @param mappingsDir the maps of the translation
 * @param production whether MSH-11 D and T are refused
 * @param timeZone of times that are sent without one; that of this machine when unset
 * @param fhirUrl of the FHIR server, without {@code /fhir}; several copies separated by commas, the nearest first
 * @param oidcIssuer who must have issued a token; anybody with the right key when empty
 * @param answerWithin how long a sender waits for a decision before it hears "kept for later"
 * @param workers how many messages take effect at the same time
 */
@ConfigurationProperties("chemoloop")
record RoutesProperties(
        String bind,
        String dataDir,
        String secretsDir,
        String mappingsDir,
        boolean production,
        String timeZone,
        String fhirUrl,
        String oidcIssuer,
        Duration answerWithin,
        int workers,
        Line his,
        Line pivas,
        Mllp mllp,
        Broker broker,
        Database database,
        Messages messages) {

    RoutesProperties {
        if (!Files.isDirectory(Path.of(mappingsDir))) {
            throw new IllegalArgumentException("CHEMOLOOP_MAPPINGS_DIR: "
                    + Path.of(mappingsDir).toAbsolutePath()
                    + " is no directory; name the folder 'mappings' of the installation");
        }
        if (!fhirUrl.matches("https?://[^/,]+(,https?://[^/,]+)*")) {
            throw new IllegalArgumentException("CHEMOLOOP_FHIR_URL: http://HOST:PORT without a path, several separated"
                    + " by commas, not '" + fhirUrl + "'");
        }
        if (answerWithin.isNegative() || answerWithin.isZero()) {
            throw new IllegalArgumentException("CHEMOLOOP_ANSWER_WITHIN: a time such as 5s, not " + answerWithin);
        }
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("CHEMOLOOP_ROUTES_WORKERS: 1 to 64, not " + workers);
        }
    }

    List<String> fhirUrls() {
        return List.of(fhirUrl.split(","));
    }

    Path secrets() {
        return secretsDir.isEmpty() ? Path.of(dataDir, "secrets") : Path.of(secretsDir);
    }

    /** Spring would look for a relative path in the class path first. */
    Path mappings() {
        return Path.of(mappingsDir);
    }

    Path journal() {
        return Path.of(dataDir, "artemis");
    }

    ZoneId zone() {
        return timeZone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(timeZone);
    }

    /**
     * One counterpart.
     *
     * @param port on which it sends to us; 0 takes any free one
     * @param address to which we send
     * @param application its name in MSH-5
     * @param facility its name in MSH-6
     * @param senders who may send to us on its port; anybody when empty
     */
    record Line(int port, String address, String application, String facility, String senders) {
        Line {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("CHEMOLOOP_MLLP_…_PORT: a TCP port, e.g. 2575, not " + port);
            }
            if (!address.matches(".+:\\d{1,5}")) {
                throw new IllegalArgumentException(
                        "CHEMOLOOP_…_ADDRESS: HOST:PORT of the other side, not '" + address + "'");
            }
            try {
                Senders.parse(senders);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("CHEMOLOOP_…_SENDERS: " + e.getMessage(), e);
            }
        }
    }

    /**
     * What all MLLP connections share.
     *
     * @param maxFrame bytes of a message
     * @param connections open at the same time on one port
     * @param readTimeout silence inside a frame
     * @param answerTimeout how long a counterpart may take to answer
     * @param keyStore PKCS 12 file with our key: the listeners then speak TLS and ask for client certificates
     * @param trustStore PKCS 12 file with the certificates of the senders
     */
    record Mllp(
            int maxFrame,
            int connections,
            Duration readTimeout,
            Duration answerTimeout,
            String keyStore,
            String trustStore) {
        Mllp {
            if (maxFrame < 1024) {
                throw new IllegalArgumentException("CHEMOLOOP_MLLP_MAX_FRAME: at least 1024 bytes, not " + maxFrame);
            }
            if (connections < 1) {
                throw new IllegalArgumentException("CHEMOLOOP_MLLP_CONNECTIONS: at least 1, not " + connections);
            }
        }
    }

    /**
     * The broker.
     *
     * @param url of one outside; embedded when empty
     * @param port of the embedded one, on loopback
     * @param password that of the secrets when empty
     */
    record Broker(String url, int port, String user, String password) {
        boolean isEmbedded() {
            return url.isEmpty();
        }
    }

    /**
     * The database.
     *
     * @param url JDBC address of a PostgreSQL
     * @param password that of the secrets when empty
     */
    record Database(String url, String user, String password) {
        Database {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException(
                        "CHEMOLOOP_DB_URL: a PostgreSQL such as jdbc:postgresql://localhost:5432/chemoloop, not '" + url
                                + "'");
            }
        }
    }

    /**
     * How long messages are remembered.
     *
     * @param archiveAfter settled ones leave the working table after that
     * @param keep days that ended longer ago are forgotten; zero keeps everything
     */
    record Messages(Duration archiveAfter, Duration keep) {
        Messages {
            if (archiveAfter.compareTo(Duration.ofHours(1)) < 0) {
                throw new IllegalArgumentException(
                        "CHEMOLOOP_MESSAGES_ARCHIVE_AFTER: at least 1h, e.g. 2d, not " + archiveAfter);
            }
            if (keep.isNegative() || !keep.isZero() && keep.compareTo(archiveAfter.plusDays(1)) < 0) {
                throw new IllegalArgumentException("CHEMOLOOP_MESSAGES_KEEP: 0 for ever, or a day longer than"
                        + " CHEMOLOOP_MESSAGES_ARCHIVE_AFTER, not " + keep);
            }
        }
    }
}

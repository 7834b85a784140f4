package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chemoloop.routes.Hospital.HERE;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.chemoloop.routes.recover.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Settled messages move to the partition of their day, stay known there, and are forgotten with it. */
@RoutesTest
class ArchiveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Lines lines;

    @Autowired
    JdbcTemplate database;

    @Autowired
    TestRestTemplate http;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private Archive archive(Duration keep) {
        return new Archive(
                database, new TransactionTemplate(transactions), Duration.ofDays(2), keep, Clock.systemUTC());
    }

    private Hl7 send(String message) throws Exception {
        try (MllpLine line =
                new MllpLine(lines.listener("his").map(Listening::port).orElseThrow())) {
            return line.send(message);
        }
    }

    private String sentDaysAgo(String control, String message, int days) throws Exception {
        Hl7 answer = send(message);
        assertThat(answer.get("MSA", 1)).isEqualTo("AA");
        await().atMost(PATIENCE)
                .until(() -> database.update(
                                "update kept_message set received = received - make_interval(days => ?)"
                                        + " where control_id = ? and state = 'processed'",
                                days,
                                control)
                        == 1);
        return answer.text();
    }

    private int count(String table, String control) {
        return database.queryForObject(
                "select count(*) from " + table + " where control_id = ?", Integer.class, control);
    }

    @Test
    void anArchivedMessageIsStillKnownAndItsRepeatHasNoEffect() throws Exception {
        String control = Messages.next("K");
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        String answer = sentDaysAgo(control, message, 5);
        archive(Duration.ZERO).tidy();
        assertThat(count("kept_message", control)).isZero();
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(5);
        assertThat(count("message_archive_" + day.toString().replace('-', '_'), control))
                .isEqualTo(1);

        assertThat(send(message).text()).isEqualTo(answer);
        assertThat(HERE.fhir.submissionsOf(control)).isEqualTo(1);
        assertThat(send(Messages.rde(control, Messages.next("M"), Messages.next("P")))
                        .get("ERR", 3))
                .isEqualTo("205");
    }

    @Test
    void whatIsNotSettledStays() throws Exception {
        String control = Messages.next("K");
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        sentDaysAgo(control, message, 5);
        database.update("update kept_message set delivery = 'stopped' where control_id = ?", control);
        archive(Duration.ZERO).tidy();
        assertThat(count("kept_message", control)).isEqualTo(1);
        database.update("update kept_message set delivery = 'delivered' where control_id = ?", control);
    }

    @Test
    void aForgottenDayIsADroppedPartition() throws Exception {
        String control = Messages.next("K");
        String message = Messages.rde(control, Messages.next("M"), Messages.next("P"));
        sentDaysAgo(control, message, 40);
        archive(Duration.ofDays(100)).tidy();
        assertThat(count("message_archive", control)).isEqualTo(1);
        archive(Duration.ofDays(30)).tidy();
        assertThat(count("every_message", control)).isZero();
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(40);
        assertThat(database.queryForObject(
                        "select to_regclass(?) is null",
                        Boolean.class,
                        "message_archive_" + day.toString().replace('-', '_')))
                .isTrue();
    }

    @Test
    void aResentMessageComesBackFromTheArchive() throws Exception {
        String control = Messages.next("K");
        sentDaysAgo(control, Messages.rde(control, Messages.next("M"), Messages.next("P")), 5);
        archive(Duration.ZERO).tidy();
        UUID id = database.queryForObject("select id from every_message where control_id = ?", UUID.class, control);
        HttpHeaders engineer = new HttpHeaders();
        engineer.setBearerAuth(HERE.fhir.bearer("engineer1", "engineer"));
        assertThat(http.exchange(
                                "/api/messages/" + id + "/resend",
                                HttpMethod.POST,
                                new HttpEntity<>(engineer),
                                String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
        await().atMost(PATIENCE).until(() -> HERE.fhir.submissionsOf(control) == 2);
        assertThat(count("kept_message", control)).isEqualTo(1);
        assertThat(count("every_message", control)).isEqualTo(1);
    }
}

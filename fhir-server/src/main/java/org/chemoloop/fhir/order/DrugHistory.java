package org.chemoloop.fhir.order;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.order.rule.Content;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a patient is and was ordered, drug by drug: the table {@code loop.ordered_drug}. */
@Component
public class DrugHistory {

    private final JdbcTemplate jdbc;

    DrugHistory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param item id of the bag, or of the line without one */
    record Entry(String item, String drug, BigDecimal milligrams, Instant planned) {}

    /** @param prescription its number; empty where the order has none */
    void add(String item, String patient, String prescription, Collection<Content> contents, Instant planned) {
        Map<String, BigDecimal> drugs = new LinkedHashMap<>();
        Set<String> cytotoxic = new HashSet<>();
        contents.stream().filter(content -> !content.isDiluent()).forEach(content -> {
            drugs.merge(content.code(), content.milligrams().orElse(BigDecimal.ZERO), BigDecimal::add);
            // What the catalogue does not know counts as cytotoxic.
            if (content.drug().map(Drug::isCytotoxic).orElse(true)) {
                cytotoxic.add(content.code());
            }
        });
        if (drugs.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                "insert into loop.ordered_drug (item, drug, patient, milligrams, planned, prescription, cytotoxic)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (item, drug) do update"
                        + " set milligrams = excluded.milligrams, planned = excluded.planned",
                drugs.entrySet().stream()
                        .map(drug -> new Object[] {
                            item,
                            drug.getKey(),
                            patient,
                            drug.getValue(),
                            Timestamp.from(planned),
                            prescription,
                            cytotoxic.contains(drug.getKey())
                        })
                        .toList());
    }

    /** The drugs of a prescription that stand, in whatever message they came. */
    List<String> on(String patient, String prescription) {
        return jdbc.queryForList(
                "select distinct drug from loop.ordered_drug where patient = ? and prescription = ?",
                String.class,
                patient,
                prescription);
    }

    /** What is planned in that time, and every earlier administration of those drugs. */
    List<Entry> of(String patient, Instant from, Instant until, Collection<String> drugs) {
        return jdbc.query(
                "select item, drug, milligrams, planned from loop.ordered_drug"
                        + " where patient = ? and (planned >= ? and planned < ? or planned < ? and drug = any(?))",
                (row, number) -> new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getBigDecimal(3),
                        row.getTimestamp(4).toInstant()),
                patient,
                Timestamp.from(from),
                Timestamp.from(until),
                Timestamp.from(from),
                drugs.toArray(String[]::new));
    }

    /** The item will not be given: its label is void, or its order withdrawn. */
    void forget(String item) {
        jdbc.update("delete from loop.ordered_drug where item = ?", item);
    }

    /** Two patients turned out to be one. */
    public void moved(String fromPatient, String toPatient) {
        jdbc.update("update loop.ordered_drug set patient = ? where patient = ?", toPatient, fromPatient);
    }
}

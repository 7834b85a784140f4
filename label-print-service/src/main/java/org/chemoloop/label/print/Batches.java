package org.chemoloop.label.print;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.content.DeliverySheet;
import org.chemoloop.label.content.DeliverySheet.Delivered;
import org.jspecify.annotations.Nullable;

/** The batches that were printed together, numbered through the day. */
public final class Batches {
    private static final long LOCK = 7_233_116_001L;

    private final Connections database;
    private final ObjectMapper json;
    private final String centre;

    public Batches(Connections database, ObjectMapper json, String centre) {
        this.database = database;
        this.json = json;
        this.centre = centre;
    }

    /** Keeps the bags of a new batch and gives it its number, such as {@code 20261124-03}. */
    String add(LocalDate day, List<Delivered> bags, String operator, Instant now) throws SQLException {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)");
                    PreparedStatement count =
                            connection.prepareStatement("select count(*) + 1 from labels.print_batch where day = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into labels.print_batch (batch, day, operator, asked, sheet)"
                                    + " values (?, ?, ?, ?, ?::jsonb)")) {
                lock.setLong(1, LOCK);
                lock.execute();
                count.setDate(1, Date.valueOf(day));
                String batch = day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + number(count);
                insert.setString(1, batch);
                insert.setDate(2, Date.valueOf(day));
                insert.setString(3, operator);
                insert.setTimestamp(4, Timestamp.from(now));
                insert.setString(5, write(bags));
                insert.executeUpdate();
                connection.commit();
                return batch;
            } catch (SQLException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    public Optional<DeliverySheet> find(String batch) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement select =
                        connection.prepareStatement("select sheet from labels.print_batch where batch = ?")) {
            select.setString(1, batch);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new DeliverySheet(batch, centre, read(rows.getString(1))))
                        : Optional.empty();
            }
        }
    }

    private static String number(PreparedStatement count) throws SQLException {
        try (ResultSet row = count.executeQuery()) {
            row.next();
            return String.format("%02d", row.getInt(1));
        }
    }

    private String write(List<Delivered> bags) {
        try {
            return json.writeValueAsString(bags.stream().map(Kept::of).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<Delivered> read(String sheet) {
        try {
            return List.of(json.readValue(sheet, Kept[].class)).stream()
                    .map(Kept::delivered)
                    .toList();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a kept delivery sheet can't be read", broken);
        }
    }

    private record Kept(
            String code,
            @Nullable String seat,
            boolean cytotoxic,
            @Nullable String plannedAt) {
        static Kept of(Delivered bag) {
            return new Kept(
                    bag.code().digits(),
                    bag.seat(),
                    bag.cytotoxic(),
                    bag.plannedAt() == null ? null : bag.plannedAt().toString());
        }

        Delivered delivered() {
            return new Delivered(
                    new BagCode(code), seat, cytotoxic, plannedAt == null ? null : LocalDateTime.parse(plannedAt));
        }
    }
}

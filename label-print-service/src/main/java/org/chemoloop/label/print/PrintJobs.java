package org.chemoloop.label.print;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.label.desk.LabelKind;
import org.jspecify.annotations.Nullable;

/** The table of print jobs; each method is one statement, so a job is before it or after it, never between. */
public final class PrintJobs {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST = 200;
    /** Everything but the bytes, which would fill the memory of a search. */
    private static final String WITHOUT_FILE = "id, number, kind, code, time, reason, operator, asked, batch, printer,"
            + " language, state, attempts, last_try, checked, failure, printed, settled_by, about, template,"
            + " ''::bytea as file, file_hash, recorded";

    private final Connections database;

    public PrintJobs(Connections database) {
        this.database = database;
    }

    /** How often this label was asked for and not withdrawn. */
    int timesAsked(LabelKind kind, String code) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(time), 0) from labels.print_job"
                                + " where kind = ? and code = ? and state <> 'withdrawn'")) {
            fill(select, kind.code(), code);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** False when somebody else has just asked for the same print, or the id is taken. */
    boolean add(PrintJob job) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into labels.print_job (id, kind, code, time, reason, operator,"
                                + " asked, batch, printer, language, state, checked, about, template, file, file_hash)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            fill(
                    insert,
                    job.id(),
                    job.kind().code(),
                    job.code(),
                    job.time(),
                    job.reason(),
                    job.operator(),
                    job.asked(),
                    job.batch(),
                    job.printer(),
                    job.language(),
                    job.state().code(),
                    job.checked(),
                    job.about(),
                    job.template(),
                    job.file(),
                    job.fileHash());
            return insert.executeUpdate() == 1;
        } catch (SQLException failed) {
            if (UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                return false;
            }
            throw failed;
        }
    }

    public Optional<PrintJob> find(UUID id) throws SQLException {
        return select("where id = ?", id).stream().findFirst();
    }

    /** The newest first and without their bytes; what is null is not asked for. */
    public List<PrintJob> search(@Nullable String state, @Nullable String code, @Nullable String printer)
            throws SQLException {
        return run(
                "select " + WITHOUT_FILE
                        + " from labels.print_job where (?::text is null or state = ?) and (?::text is null or code = ?)"
                        + " and (?::text is null or printer = ?) order by number desc limit " + MOST,
                state,
                state,
                code,
                code,
                printer,
                printer);
    }

    /** Takes the next job of a printer; from now on its bytes may be on their way. */
    Optional<PrintJob> claim(String printer, Instant now) throws SQLException {
        return update(
                        "state = 'sending', last_try = ?, attempts = attempts + 1",
                        "id = (select id from labels.print_job where printer = ? and state = 'waiting'"
                                // Another replica may be at it: one label at a time, or the order is lost.
                                + " and not exists (select 1 from labels.print_job where printer = ?"
                                + " and state = 'sending') order by number limit 1 for update skip locked)",
                        now,
                        printer,
                        printer)
                .stream()
                .findFirst();
    }

    /** What a broken process left behind: nobody knows whether it came out. */
    List<PrintJob> doubtAbandoned(String printer, Instant now, Duration atMost) throws SQLException {
        return update(
                "state = 'unsure', failure = 'the service stopped while the label was on its way'",
                "printer = ? and state = 'sending' and last_try < ?",
                printer,
                now.minus(atMost));
    }

    void waitAgain(UUID id, String why) throws SQLException {
        update("state = 'waiting', failure = ?", "id = ? and state = 'sending'", why, id);
    }

    void printed(UUID id, Instant now) throws SQLException {
        update("state = 'printed', printed = ?, failure = ''", "id = ? and state = 'sending'", now, id);
    }

    void unsure(UUID id, String why) throws SQLException {
        update("state = 'unsure', failure = ?", "id = ? and state = 'sending'", why, id);
    }

    /** By the queue, when the chart says no before a late print. */
    void withdrawClaimed(UUID id, String why) throws SQLException {
        update("state = 'withdrawn', failure = ?", "id = ? and state = 'sending'", why, id);
    }

    /** Before a late print: the chart was asked again, and this is what it says now. */
    void keepRedrawn(PrintJob job) throws SQLException {
        update(
                "checked = ?, template = ?, file = ?, file_hash = ?",
                "id = ? and state = 'sending'",
                job.checked(),
                job.template(),
                job.file(),
                job.fileHash(),
                job.id());
    }

    /** A person has looked; empty when the job isn't in doubt. */
    public Optional<PrintJob> settle(UUID id, boolean cameOut, String by, Instant now) throws SQLException {
        return (cameOut
                        ? update(
                                "state = 'printed', printed = last_try, settled_by = ?, failure = ''",
                                "id = ? and state = 'unsure'",
                                by,
                                id)
                        : update(
                                "state = 'waiting', settled_by = ?, checked = asked",
                                "id = ? and state = 'unsure'",
                                by,
                                id))
                .stream().findFirst();
    }

    /** Nobody wants it any more; empty when it is on its way or out. */
    public Optional<PrintJob> withdraw(UUID id, String by) throws SQLException {
        return update(
                        "state = 'withdrawn', settled_by = ?, failure = 'withdrawn by a person'",
                        "id = ? and state = 'waiting'",
                        by,
                        id)
                .stream()
                .findFirst();
    }

    List<PrintJob> unrecorded() throws SQLException {
        return select("where state = 'printed' and not recorded order by number limit 50");
    }

    void recorded(UUID id) throws SQLException {
        update("recorded = true", "id = ?", id);
    }

    /** How many jobs are in each state that is not the end, by printer. */
    public Map<String, Integer> open(String printer) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement select =
                        connection.prepareStatement("select state, count(*) from labels.print_job where printer = ?"
                                + " and state in ('waiting', 'sending', 'unsure') group by state")) {
            fill(select, printer);
            Map<String, Integer> open = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    open.put(rows.getString(1), rows.getInt(2));
                }
            }
            return open;
        }
    }

    private List<PrintJob> select(String condition, @Nullable Object... values) throws SQLException {
        return run("select * from labels.print_job " + condition, values);
    }

    private List<PrintJob> update(String change, String condition, @Nullable Object... values) throws SQLException {
        return run("update labels.print_job set " + change + " where " + condition + " returning *", values);
    }

    private List<PrintJob> run(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            List<PrintJob> jobs = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    jobs.add(job(rows));
                }
            }
            return jobs;
        }
    }

    private static PrintJob job(ResultSet row) throws SQLException {
        return new PrintJob(
                row.getObject("id", UUID.class),
                LabelKind.of(row.getString("kind")).orElseThrow(),
                row.getString("code"),
                row.getInt("time"),
                row.getString("reason"),
                row.getString("operator"),
                row.getTimestamp("asked").toInstant(),
                row.getString("batch"),
                row.getString("printer"),
                row.getString("language"),
                JobState.of(row.getString("state")),
                row.getInt("attempts"),
                row.getTimestamp("checked").toInstant(),
                row.getString("failure"),
                instant(row, "printed"),
                row.getString("settled_by"),
                row.getString("about"),
                row.getString("template"),
                row.getBytes("file"),
                row.getString("file_hash"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Instant time ? Timestamp.from(time) : value);
        }
    }
}

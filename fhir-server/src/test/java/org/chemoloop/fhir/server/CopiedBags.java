package org.chemoloop.fhir.server;

import ca.uhn.fhir.jpa.model.util.SearchParamHash;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.WristbandCode;
import org.chemoloop.fhir.order.DerivedId;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Fills an installation with bags for {@code benchmarks/run scans}: copies patients who are there, with their visits,
 * orders, bags, steps and trails, in HAPI's tables and the loop's, each copy under numbers and codes of its own. Orders
 * over MLLP would take an hour for 100 000. Left out are AuditEvents, the outbox and the messages.
 */
public final class CopiedBags {

    /** Far above what the sequences of HAPI have given out and will. */
    private static final long FIRST_COPY = 1_000_000_000L;

    private static final int AT_ONCE = 200;
    private static final int MANY = 10_000;

    /** The tables, parents first, with their own key and the column by which a row belongs to a resource. */
    private static final List<Table> HAPI = List.of(
            new Table("hfj_resource", "res_id", "res_id"),
            new Table("hfj_res_ver", "pid", "res_id"),
            new Table("hfj_spidx_token", "sp_id", "res_id"),
            new Table("hfj_spidx_string", "sp_id", "res_id"),
            new Table("hfj_spidx_date", "sp_id", "res_id"),
            new Table("hfj_spidx_uri", "sp_id", "res_id"),
            new Table("hfj_spidx_quantity", "sp_id", "res_id"),
            new Table("hfj_res_link", "pid", "src_resource_id"));

    private static final List<Table> LOOP = List.of(
            new Table("loop.bag_line", "", "bag"),
            new Table("loop.ordered_drug", "", "patient"),
            new Table("loop.patient_key", "", "patient"));

    private static final Set<String> RESOURCE_IDS = Set.of("res_id", "src_resource_id", "target_resource_id");

    private static final String OF_A_PATIENT = """
            with recursive world(id) as (
              select ?::bigint
              union
              select link.src_resource_id from hfj_res_link link join world on link.target_resource_id = world.id
              where link.source_resource_type in ('Encounter', 'MedicationRequest', 'Task', 'MedicationDispense',
                'ServiceRequest', 'Appointment', 'Condition', 'Coverage', 'AllergyIntolerance', 'Observation',
                'DetectedIssue', 'Provenance'))
            select id from world order by id""";

    private static final Pattern IDENTIFIER =
            Pattern.compile("\"system\": *\"([^\"]+/sid/([a-z-]+))\", *\"value\": *\"([^\"]+)\"");
    private static final Set<String> SHARED = Set.of("user", "doctor-code", "scan", "event", "message", "seat");
    private static final Pattern DERIVED = Pattern.compile("[a-z]-[a-z2-7]{26}");

    private final Connection database;
    private final Map<String, Long> keys = new HashMap<>();

    private CopiedBags(Connection database) {
        this.database = database;
    }

    private record Table(String name, String key, String owner) {}

    private record Row(Map<String, @Nullable String> cells) {

        String get(String column) {
            return String.valueOf(cells.get(column));
        }
    }

    /** What lies between the names in a text, and the names: found once, as there are gigabytes to write. */
    private record Pieces(List<String> between, List<String> names) {

        static Pieces of(String text, Pattern name) {
            var between = new ArrayList<String>();
            var names = new ArrayList<String>();
            int from = 0;
            for (Matcher found = name.matcher(text); found.find(); from = found.end()) {
                between.add(text.substring(from, found.start()));
                names.add(found.group());
            }
            between.add(text.substring(from));
            return new Pieces(between, names);
        }

        String with(Map<String, String> others) {
            if (names.isEmpty()) {
                return between.get(0);
            }
            var text = new StringBuilder();
            for (int i = 0; i < names.size(); i++) {
                text.append(between.get(i)).append(others.get(names.get(i)));
            }
            return text.append(between.get(names.size())).toString();
        }
    }

    /** Everything that is stored of a patient, and the texts in it that are this patient's alone. */
    private record World(
            List<Long> ids, Map<Table, List<Row>> rows, Set<Identity> identities, Map<String, Pieces> pieces) {

        /** The patient has arrived, and each bag has been prepared at least. */
        boolean isAtTheChair() {
            long prepared = rows.get(HAPI.get(0)).stream()
                    .filter(resource -> resource.get("res_type").equals("MedicationDispense"))
                    .count();
            return !of("wristband").isEmpty()
                    && prepared > 0
                    && prepared == of("bag").size();
        }

        List<Identity> of(String kind) {
            return identities.stream()
                    .filter(identity -> identity.kind().equals(kind))
                    .toList();
        }
    }

    private record Identity(String system, String kind, String value) {}

    /**
     * Copies until there are as many bags as the first argument says and prints the new ones, a line each: code,
     * wristband, id of the patient, id of the visit. The database is that of CHEMOLOOP_DB_URL, _USER, _PASSWORD.
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        try (var database = DriverManager.getConnection(
                environment.get("CHEMOLOOP_DB_URL"),
                environment.get("CHEMOLOOP_DB_USER"),
                environment.get("CHEMOLOOP_DB_PASSWORD"))) {
            new CopiedBags(database).fill(Integer.parseInt(arguments[0]));
        }
    }

    private void fill(int bags) throws SQLException, IOException {
        List<World> worlds = new ArrayList<>();
        for (Row patient :
                rows("select res_id from hfj_resource where res_type = 'Patient' and res_id < ?", FIRST_COPY)) {
            World world = world(Long.parseLong(patient.get("res_id")));
            if (world.isAtTheChair()) {
                worlds.add(world);
            }
        }
        for (Table table : HAPI) {
            long last = Long.parseLong(rows(
                            "select coalesce(max(%1$s), 0) as last from %2$s where %1$s >= ?"
                                    .formatted(table.key(), table.name()),
                            FIRST_COPY)
                    .get(0)
                    .get("last"));
            keys.put(table.name(), Math.max(last + 1, FIRST_COPY));
        }
        int there = Integer.parseInt(
                rows("select count(*) as bags from hfj_resource where res_type = ? and fhir_id like 'bag-%'", "Task")
                        .get(0)
                        .get("bags"));
        List<String> makeAgain = bags - there > MANY ? takeAwayIndexes() : List.of();
        var lines = new LinkedHashMap<Table, StringBuilder>();
        for (int n = 0; there < bags; n++) {
            World world = worlds.get(n % worlds.size());
            copy(world, lines);
            there += world.of("bag").size();
            if (n % AT_ONCE == 0 || there >= bags) {
                flush(lines);
            }
        }
        for (String statement : makeAgain) {
            execute(statement);
        }
        execute("vacuum analyze");
        System.err.println(there + " bags in the store");
    }

    private World world(long patient) throws SQLException {
        List<Long> ids = rows(OF_A_PATIENT, patient).stream()
                .map(row -> Long.valueOf(row.get("id")))
                .toList();
        var rows = new LinkedHashMap<Table, List<Row>>();
        for (Table table : HAPI) {
            rows.put(
                    table,
                    rows("select * from %s where %s = any(?)".formatted(table.name(), table.owner()), ids.toArray()));
        }
        var identities = new LinkedHashSet<Identity>();
        for (Row version : rows.get(HAPI.get(1))) {
            Matcher said = IDENTIFIER.matcher(version.get("res_text_vc"));
            while (said.find()) {
                if (!SHARED.contains(said.group(2))) {
                    identities.add(new Identity(said.group(1), said.group(2), said.group(3)));
                }
            }
        }
        for (Row resource : rows.get(HAPI.get(0))) {
            if (DERIVED.matcher(resource.get("fhir_id")).matches()) {
                identities.add(new Identity("", "id", resource.get("fhir_id")));
            }
        }
        Object[] owners = identities.stream()
                .flatMap(identity -> Stream.of(identity.value(), "bag-" + identity.value()))
                .toArray();
        for (Table table : LOOP) {
            rows.put(table, rows("select * from %s where %s = any(?)".formatted(table.name(), table.owner()), owners));
        }
        Pattern name = Pattern.compile(identities.stream()
                .map(Identity::value)
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        var pieces = new HashMap<String, Pieces>();
        rows.values().stream()
                .flatMap(List::stream)
                .flatMap(row -> row.cells().values().stream())
                .filter(Objects::nonNull)
                .forEach(text -> pieces.computeIfAbsent(text, unknown -> Pieces.of(unknown, name)));
        return new World(ids, rows, identities, pieces);
    }

    private void copy(World world, Map<Table, StringBuilder> lines) {
        long first = keys.merge("hfj_resource", (long) world.ids().size(), Long::sum)
                - world.ids().size();
        var numbers = new HashMap<String, String>();
        for (int i = 0; i < world.ids().size(); i++) {
            numbers.put(String.valueOf(world.ids().get(i)), String.valueOf(first + i));
        }
        Map<Long, String> types = world.rows().get(HAPI.get(0)).stream()
                .collect(Collectors.toMap(row -> Long.valueOf(row.get("res_id")), row -> row.get("res_type")));
        Map<String, String> names = names(world, first);
        UnaryOperator<String> rename =
                text -> Objects.requireNonNull(world.pieces().get(text)).with(names);
        world.rows().forEach((table, rows) -> {
            var text = lines.computeIfAbsent(table, unknown -> new StringBuilder());
            rows.forEach(row -> text.append(line(renamed(table, row, types, numbers, rename))));
        });
        String patient = rename.apply(fhirId(world, "Patient"));
        String visit = rename.apply(fhirId(world, "Encounter"));
        String wristband = names.get(world.of("wristband").get(0).value());
        world.of("bag")
                .forEach(
                        bag -> System.out.println(String.join(" ", names.get(bag.value()), wristband, patient, visit)));
    }

    private static String fhirId(World world, String type) {
        return world.rows().get(HAPI.get(0)).stream()
                .filter(resource -> resource.get("res_type").equals(type))
                .findFirst()
                .orElseThrow()
                .get("fhir_id");
    }

    /**
     * Codes with their check digit, numbers with the copy's behind them, and ids worked out of those as for any other.
     */
    private static Map<String, String> names(World world, long copy) {
        var names = new LinkedHashMap<String, String>();
        int nth = 0;
        for (Identity identity : world.identities()) {
            long sequence = FIRST_COPY + copy + nth++;
            switch (identity.kind()) {
                case "bag" -> names.put(identity.value(), BagCode.mint(sequence).value());
                case "wristband" ->
                    names.put(identity.value(), WristbandCode.mint(sequence).value());
                case "id" -> {}
                default -> names.put(identity.value(), identity.value() + "C" + copy);
            }
        }
        for (Identity id : world.of("id")) {
            char letter = id.value().charAt(0);
            names.put(
                    id.value(),
                    world.identities().stream()
                            .filter(identity -> DerivedId.of(letter, identity.system(), identity.value())
                                    .equals(id.value()))
                            .findFirst()
                            .map(identity -> DerivedId.of(letter, identity.system(), names.get(identity.value())))
                            .orElseGet(() -> DerivedId.of(letter, "copy", id.value() + copy)));
        }
        return names;
    }

    private Row renamed(
            Table table, Row row, Map<Long, String> types, Map<String, String> numbers, UnaryOperator<String> rename) {
        var cells = new LinkedHashMap<>(row.cells());
        cells.replaceAll((column, value) -> value == null
                ? null
                : RESOURCE_IDS.contains(column) ? numbers.getOrDefault(value, value) : rename.apply(value));
        if (!table.key().isEmpty() && !RESOURCE_IDS.contains(table.key())) {
            cells.put(table.key(), String.valueOf(keys.merge(table.name(), 1L, Long::sum) - 1));
        }
        if (table.name().equals("hfj_resource")) {
            cells.replace("fhir_id", numbers.getOrDefault(row.get("fhir_id"), cells.get("fhir_id")));
        }
        if (table.name().equals("hfj_spidx_token") && !row.get("sp_value").equals(cells.get("sp_value"))) {
            hashAgain(types.get(Long.valueOf(row.get("res_id"))), cells);
        }
        return new Row(cells);
    }

    /** HAPI looks tokens up by hashes alone. */
    private static void hashAgain(String type, Map<String, @Nullable String> token) {
        String system = token.get("sp_system");
        String value = token.get("sp_value");
        for (String parameter : List.of("identifier", "group-identifier")) {
            if (hash(type, parameter).equals(token.get("hash_identity"))) {
                token.put("hash_sys_and_value", hash(type, parameter, system, value));
                token.put("hash_value", hash(type, parameter, value));
                return;
            }
        }
        throw new IllegalStateException("search parameter of " + token);
    }

    private static String hash(@Nullable String... values) {
        return String.valueOf(SearchParamHash.hashSearchParam(values));
    }

    private static String line(Row row) {
        return row.cells().values().stream()
                        .map(value -> value == null
                                ? "\\N"
                                : value.replace("\\", "\\\\")
                                        .replace("\t", "\\t")
                                        .replace("\n", "\\n")
                                        .replace("\r", "\\r"))
                        .collect(Collectors.joining("\t"))
                + "\n";
    }

    private void flush(Map<Table, StringBuilder> lines) throws SQLException, IOException {
        for (var table : lines.entrySet()) {
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + table.getKey().name() + " from stdin",
                            new StringReader(table.getValue().toString()));
            table.getValue().setLength(0);
        }
    }

    /** @return what makes them again */
    private List<String> takeAwayIndexes() throws SQLException {
        Object[] tables = HAPI.stream().map(Table::name).toArray();
        var again = new ArrayList<String>();
        for (Row index : rows("""
                select indexname, indexdef from pg_indexes where tablename = any(?) and schemaname = 'public'
                and indexname not in (select conname from pg_constraint)""", tables)) {
            again.add(index.get("indexdef"));
            execute("drop index " + index.get("indexname"));
        }
        for (Row key : rows("""
                select conname, conrelid::regclass::text as tab, pg_get_constraintdef(oid) as def from pg_constraint
                where contype = 'f' and conrelid::regclass::text = any(?)""", tables)) {
            again.add("alter table %s add constraint %s %s"
                    .formatted(key.get("tab"), key.get("conname"), key.get("def")));
            execute("alter table %s drop constraint %s".formatted(key.get("tab"), key.get("conname")));
        }
        return again;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /** @param arguments several are one array of the query's */
    private List<Row> rows(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(sql)) {
            if (sql.contains("any(?)")) {
                String type = arguments.length > 0 && arguments[0] instanceof Long ? "bigint" : "text";
                query.setArray(1, database.createArrayOf(type, arguments));
            } else {
                query.setObject(1, arguments[0]);
            }
            var rows = new ArrayList<Row>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    var cells = new LinkedHashMap<String, @Nullable String>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        cells.put(found.getMetaData().getColumnName(i), found.getString(i));
                    }
                    rows.add(new Row(cells));
                }
            }
            return rows;
        }
    }
}

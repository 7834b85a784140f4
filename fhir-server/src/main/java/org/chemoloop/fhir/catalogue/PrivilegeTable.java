package org.chemoloop.fhir.catalogue;

import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.CsvTable.Row;

/**
 * Doctors' privileges as a table: one privilege a row.
 *
 * @param bad what is wrong with it: then no row of it should be taken
 */
public record PrivilegeTable(List<Granted> granted, List<BadRow> bad) {

    private static final Set<String> COLUMNS = Set.of("doctor", "tier", "drugs", "withheld", "from", "until");

    /** @param doctor code by which the HIS knows the doctor */
    public record Granted(String doctor, Privilege privilege) {}

    /**
     * @param doctors codes of the doctors that the hospital has
     * @param drugs codes of the catalogue
     * @param zone in which a day of the table begins and ends
     */
    public static PrivilegeTable read(String file, Reader text, Set<String> doctors, Set<String> drugs, ZoneId zone) {
        CsvTable table = new CsvTable(file);
        List<Granted> granted = new ArrayList<>();
        table.read(text, COLUMNS, row -> {
            String doctor = row.needed("doctor");
            if (!doctor.isEmpty() && !doctors.contains(doctor)) {
                row.complain("doctor '" + doctor + "' is not known: first create the Practitioner");
            }
            Privilege privilege = privilege(row, drugs, zone);
            if (row.isGood()) {
                granted.add(new Granted(doctor, privilege));
            }
        });
        return new PrivilegeTable(table.bad().isEmpty() ? List.copyOf(granted) : List.of(), table.bad());
    }

    private static Privilege privilege(Row row, Set<String> known, ZoneId zone) {
        Optional<Tier> tier = row.optional("tier").flatMap(Tier::ofCode);
        if (tier.isEmpty() && row.optional("tier").isPresent()) {
            row.complain("tier '" + row.text("tier") + "' is neither ordinary nor restricted");
        }
        Set<String> drugs = Set.copyOf(row.list("drugs"));
        Set<String> withheld = Set.copyOf(row.list("withheld"));
        for (Set<String> codes : List.of(drugs, withheld)) {
            codes.stream()
                    .filter(code -> !known.contains(code))
                    .forEach(code -> row.complain("drug '" + code + "' is not in the catalogue"));
        }
        if (row.text("tier").isEmpty() && drugs.isEmpty() && withheld.isEmpty()) {
            row.complain("neither tier nor drugs: the row grants nothing");
        }
        // The last day of a privilege is a whole day.
        Optional<Instant> from =
                day(row, "from").map(day -> day.atStartOfDay(zone).toInstant());
        Optional<Instant> until =
                day(row, "until").map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            row.complain("from is after until");
        }
        return new Privilege(tier, drugs, withheld, from, until);
    }

    private static Optional<LocalDate> day(Row row, String column) {
        return row.optional(column).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException no) {
                row.complain(column + " '" + text + "' is no day: write 2026-12-31");
                return Optional.empty();
            }
        });
    }
}

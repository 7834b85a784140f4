package org.chemoloop.fhir.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a heading, as a spreadsheet writes it; several values in one cell are parted by semicolons. */
final class CsvTable {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .build();

    private final String file;
    private final List<BadRow> bad = new ArrayList<>();

    CsvTable(String file) {
        this.file = file;
    }

    /** Hands each row over; what is wrong with a row is collected in {@link #bad()}. */
    void read(Reader text, Set<String> columns, Consumer<Row> taker) {
        read(text, columns, Set.of(), taker);
    }

    /** @param more columns that a table may have */
    void read(Reader text, Set<String> columns, Set<String> more, Consumer<Row> taker) {
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            Set<String> heading = new LinkedHashSet<>(parser.getHeaderNames());
            for (String missing : columns) {
                if (!heading.contains(missing)) {
                    bad.add(new BadRow(file, 1, "column '" + missing + "' is missing"));
                }
            }
            heading.stream()
                    .filter(name -> !columns.contains(name) && !more.contains(name))
                    .forEach(name -> bad.add(new BadRow(file, 1, "column '" + name + "' is not known: " + columns)));
            if (!bad.isEmpty()) {
                return;
            }
            for (CSVRecord cells : parser) {
                long line = parser.getCurrentLineNumber();
                if (cells.isConsistent()) {
                    taker.accept(new Row(cells, line));
                } else {
                    bad.add(new BadRow(file, line, cells.size() + " cells where the heading has " + heading.size()));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
            bad.add(new BadRow(file, 1, "not readable as CSV: " + unreadable.getMessage()));
        }
    }

    List<BadRow> bad() {
        return List.copyOf(bad);
    }

    /** One row. */
    final class Row {

        private final CSVRecord cells;
        private final long line;
        private boolean good = true;

        private Row(CSVRecord cells, long line) {
            this.cells = cells;
            this.line = line;
        }

        boolean isGood() {
            return good;
        }

        void complain(String reason) {
            good = false;
            bad.add(new BadRow(file, line, reason));
        }

        String text(String column) {
            return cells.isMapped(column) ? cells.get(column).strip() : "";
        }

        Optional<String> optional(String column) {
            return Optional.of(text(column)).filter(text -> !text.isEmpty());
        }

        String needed(String column) {
            if (text(column).isEmpty()) {
                complain(column + " is empty");
            }
            return text(column);
        }

        List<String> list(String column) {
            return Arrays.stream(text(column).split(";"))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
        }

        /** Zero and less are slips of the pen: a limit that nothing keeps. */
        Optional<BigDecimal> positive(String column) {
            Optional<BigDecimal> number = optional(column).flatMap(text -> {
                try {
                    return Optional.of(new BigDecimal(text));
                } catch (NumberFormatException no) {
                    return Optional.empty();
                }
            });
            if (number.isEmpty() && !text(column).isEmpty()) {
                complain(column + " '" + text(column) + "' is no number");
            } else if (number.isPresent() && number.get().signum() <= 0) {
                complain(column + " must be more than 0");
            }
            return number;
        }
    }
}

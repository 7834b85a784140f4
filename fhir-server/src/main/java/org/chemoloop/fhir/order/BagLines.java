package org.chemoloop.fhir.order;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chemoloop.fhir.loop.BagCode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which bag fulfils which lines: the table {@code loop.bag_line}. The bag's {@code basedOn} says it too, but R4 has no
 * search for it. A bag with a void label is not in it any more.
 */
@Component
public class BagLines {

    private final JdbcTemplate jdbc;

    BagLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(BagCode bag, Collection<String> lines, String recipe) {
        jdbc.batchUpdate(
                "insert into loop.bag_line (bag, line, recipe) values (?, ?, ?)",
                lines.stream()
                        .map(line -> new Object[] {bag.value(), line, recipe})
                        .toList());
    }

    void forget(BagCode bag) {
        jdbc.update("delete from loop.bag_line where bag = ?", bag.value());
    }

    List<BagCode> bagsOf(String line) {
        return jdbc.query(
                "select bag from loop.bag_line where line = ? order by bag",
                (row, number) -> new BagCode(row.getString(1)),
                line);
    }

    /** Of whatever patient: asked before the patient is known. */
    List<BagCode> bagsOfRecipe(String key) {
        return jdbc.query(
                "select distinct bag from loop.bag_line where substr(recipe, strpos(recipe, '|') + 1) = ? order by bag",
                (row, number) -> new BagCode(row.getString(1)),
                key);
    }

    /** The recipe by which a bag was planned. */
    Optional<String> recipeOf(BagCode bag) {
        return jdbc
                .queryForList("select recipe from loop.bag_line where bag = ? limit 1", String.class, bag.value())
                .stream()
                .findFirst();
    }

    /** The lines whose drugs go into the same bags. */
    Set<String> linesOf(String recipe) {
        return new TreeSet<>(
                jdbc.queryForList("select distinct line from loop.bag_line where recipe = ?", String.class, recipe));
    }

    /** Two patients turned out to be one: a later line of theirs still finds its recipe. */
    public void moved(String fromPatient, String toPatient) {
        jdbc.update(
                "update loop.bag_line set recipe = ? || substr(recipe, length(?) + 1) where recipe like ? || '|%'",
                toPatient, fromPatient, fromPatient);
    }
}

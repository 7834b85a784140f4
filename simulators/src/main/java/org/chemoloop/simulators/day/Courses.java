package org.chemoloop.simulators.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chemoloop.simulators.his.Drug;
import org.chemoloop.simulators.his.Recipe;

/** What a patient gets in one visit, bag after bag: premedication first, a flush last. */
final class Courses {

    private static final Recipe PREMEDICATION =
            Recipe.in(Drug.NS250, 250).with(Drug.DEX5, 5).with(Drug.ONDAN8, 8);
    private static final Recipe SALINE_FLUSH = Recipe.in(Drug.NS250, 250);
    private static final Recipe CARBOPLATIN = Recipe.in(Drug.NS250, 250).with(Drug.CARBO150, 450);
    private static final Recipe PACLITAXEL = Recipe.in(Drug.NS500, 500).with(Drug.PACLI30, 240);
    private static final Recipe RITUXIMAB = Recipe.in(Drug.NS500, 500).with(Drug.RITUX100, 600);
    // Oxaliplatin never meets chloride, not even in the flush.
    private static final Recipe OXALIPLATIN = Recipe.in(Drug.G5500, 500).with(Drug.OXALI50, 150);
    private static final Recipe GLUCOSE_FLUSH = Recipe.in(Drug.G5500, 500);

    private static final List<List<Recipe>> OF_THREE = List.of(
            List.of(PREMEDICATION, CARBOPLATIN, SALINE_FLUSH),
            List.of(PREMEDICATION, OXALIPLATIN, GLUCOSE_FLUSH),
            List.of(PREMEDICATION, RITUXIMAB, SALINE_FLUSH));

    private Courses() {}

    static List<Recipe> of(int bags, Random chance) {
        return switch (bags) {
            case 1 -> List.of(CARBOPLATIN);
            case 2 -> List.of(PREMEDICATION, CARBOPLATIN);
            case 3 -> OF_THREE.get(chance.nextInt(OF_THREE.size()));
            default -> {
                var course = new ArrayList<>(List.of(PREMEDICATION, PACLITAXEL, CARBOPLATIN));
                course.addAll(Collections.nCopies(bags - course.size(), SALINE_FLUSH));
                yield course;
            }
        };
    }
}

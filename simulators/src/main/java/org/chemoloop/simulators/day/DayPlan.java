package org.chemoloop.simulators.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.chemoloop.simulators.his.Order;
import org.chemoloop.simulators.his.Patient;
import org.chemoloop.simulators.his.Recipe;

/** Who comes today, what they get and which mistakes happen: all by the seed, only the numbers by the run. */
public record DayPlan(List<Visit> visits) {

    private static final String GIVEN_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
    private static final int SEATS = 42;

    /** One patient's day. */
    public record Visit(Patient patient, List<Bag> bags) {}

    /** One bag of a visit and the mistakes that will be made with it. */
    public record Bag(Order order, boolean oldDialect, Set<WrongScan> wrongScans) {}

    /** @param run begins every number, so that several runs on one installation don't meet */
    public static DayPlan of(int patients, int bags, long seed, String run) {
        if (patients < 1 || bags < patients) {
            throw new IllegalArgumentException("a day needs a patient, and a bag for each: " + patients + ", " + bags);
        }
        var chance = new Random(seed);
        var seats = seats(chance, patients);
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < patients; i++) {
            int share = bags / patients + (i < bags % patients ? 1 : 0);
            visits.add(visit(patient(i, seats.get(i), chance, run), Courses.of(share, chance), chance, run));
        }
        makeMistakes(visits, chance);
        return new DayPlan(List.copyOf(visits));
    }

    int bags() {
        return visits.stream().mapToInt(visit -> visit.bags().size()).sum();
    }

    int wrongScans() {
        return visits.stream()
                .flatMap(visit -> visit.bags().stream())
                .mapToInt(bag -> bag.wrongScans().size())
                .sum();
    }

    private static List<Integer> seats(Random chance, int patients) {
        var seats = new ArrayList<Integer>();
        for (int i = 0; i < Math.max(patients, SEATS); i++) {
            seats.add(i % SEATS + 1);
        }
        Collections.shuffle(seats.subList(0, SEATS), chance);
        return seats;
    }

    private static Patient patient(int i, int seat, Random chance, String run) {
        int round = i / GIVEN_NAMES.length();
        String given = GIVEN_NAMES.charAt(i % GIVEN_NAMES.length()) + (round == 0 ? "" : String.valueOf(round));
        String born = String.format(
                Locale.ROOT, "%d%02d%02d", 1940 + chance.nextInt(45), 1 + chance.nextInt(12), 1 + chance.nextInt(28));
        return new Patient("M" + run + i, "V" + run + i, "测试", given, born, chance.nextBoolean() ? "F" : "M", seat);
    }

    private static Visit visit(Patient patient, List<Recipe> course, Random chance, String run) {
        var bags = new ArrayList<Bag>();
        for (Recipe recipe : course) {
            String number = patient.outpatientNumber().substring(1 + run.length()) + "-" + (bags.size() + 1);
            var order = new Order(patient, "P" + run + number, "RX" + run + number, recipe);
            bags.add(new Bag(order, chance.nextInt(4) == 0, EnumSet.noneOf(WrongScan.class)));
        }
        return new Visit(patient, List.copyOf(bags));
    }

    private static void makeMistakes(List<Visit> visits, Random chance) {
        for (WrongScan mistake : WrongScan.values()) {
            var candidates = new ArrayList<Bag>();
            for (int i = 0; i < visits.size(); i++) {
                for (Bag bag : visits.get(i).bags()) {
                    if (mistake.canHappen(i, bag.order().recipe())) {
                        candidates.add(bag);
                    }
                }
            }
            if (!candidates.isEmpty()) {
                candidates.get(chance.nextInt(candidates.size())).wrongScans().add(mistake);
            }
        }
    }
}

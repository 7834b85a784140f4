package org.chemoloop.fhir.loop;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chemoloop.fhir.GeneratedPage;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;

/** The page of the loop says what its table says, in words that a nurse can read. */
class LoopPageTest {

    private static final Map<Role, String> PEOPLE = Map.of(
            Role.DOCTOR, "医生 doctor",
            Role.CHEMO_NURSE, "化疗护士 chemo nurse",
            Role.PIVAS_PHARMACIST, "静配药师 PIVAS pharmacist",
            Role.PHARMACIST, "药师 pharmacist",
            Role.PIVAS, "静配系统 PIVAS (system)",
            Role.HIS, "HIS",
            Role.ROUTES, "消息 a message");

    private final BagLoop loop = new BagLoop(SiteSettings.standard());

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        GeneratedPage.isUpToDate("loop.md", INTRODUCTION + steps() + STATES + states() + END);
    }

    private static final String INTRODUCTION = """
            # The life of a bag 药袋的一生

            Made of the table in `BagLoop` by `LoopPageTest`, which fails when this page says something else. Read a row so: a bag that is *from*, and only such a bag, can be *step*, by *whom*; then it is *to*. Asked at every step: does the order stand (P1), is the label the current one (P5), does the wristband belong to the patient (B1, B2). The rules are in [safety-rules.md](safety-rules.md).

            | step 步骤 | from 之前 | to 之后 | by whom 谁 | rules 规则 |
            | --- | --- | --- | --- | --- |
            """;

    private static final String STATES = """

            ## Where a bag can be 状态

            | code | 中文 | English | what may come next 之后可以 |
            | --- | --- | --- | --- |
            """;

    private static final String END = """

            A step before the start that is told when the bag has moved on is put on record; the bag stays where it is. The same scan again changes nothing. Another person hears who has done it. `rejected` (已拒绝) is an order that was refused when it came: it has no bag that moves.

            ## What a device may say beside the step

            All of it is optional; what nobody says is not checked, and the step's Provenance says so.

            | where | what | used by |
            | --- | --- | --- |
            | any scan: extension `…/StructureDefinition/code-entry` (code) | `scanned` or `keyed` | B14 |
            | any scan: extension `…/device-time` (dateTime) | what the device's clock shows as it sends | B15 |
            | any scan: extension `…/recorded-offline` (boolean) | the scan waited in the device; it is judged as of now and marked | B15 |
            | any scan: extension `…/override` with `rule` (code of `cs/loop-issue`, or the number of the rule) and `reason` | the reason to go on | all soft rules |
            | start: `dosage.rateQuantity` or `rateRatio` (mL/h, mL/min, drops/min) | how fast it runs | B12, B4-end, the expected end |
            | start: `dosage.site` with a code of `cs/line-type`, or `device` = a Device of such a type | the line it runs through | B10 |
            | start: extension `…/blood-return` (boolean) | blood came back when the line was tried | B10 |
            | start: extension `…/infusion-set` (CodeableConcept, codes of `cs/drug-handling`: `non-pvc`, `filter-0.2`, `filter-1.2`; none for a plain one) | the infusion set | O11-set |
            | stop: `dosage.dose` | the volume given | told to the HIS |
            | preparation: extension `…/pack` with `drug` (code) and `expires` (date), one for each pack | the packs that were opened | P4 |
            | preparation: contained Medication with `ingredient.strength` | what was measured | P8 |
            | preparation: `location` | the cabinet | P9 |
            | discard: extension `…/witness` on the Task (Reference to a user, who has called `$confirm` with the bag alone) | who looked on | B9 |

            ## While a bag runs

            - **Rounds 巡查** are Observations `partOf` the MedicationAdministration, signed by the token. The answer carries `…/next-round-due`; with the components `rate` and `volume-left` of `cs/loop-observation` also `…/expected-end`. They are only added; whoever made one may mark it `entered-in-error`. `GET MedicationAdministration/$rounds-due` lists what runs, with `due`, `overdue`, `expectedEnd`, `pastItsEnd`, the most urgent first.
            - **Reaction, extravasation**: an AdverseEvent with `suspectEntity` = the MedicationAdministration (or the bag's code as identifier) and `event` = `reaction` or `extravasation` of `cs/not-given-reason`. In the same transaction the bag is paused; after an extravasation with the extension `…/volume-given` (Quantity) it is stopped. What happened, to whom and by what is never changed afterwards; what only might have happened (`actuality` = `potential`) halts nothing. After a reaction a doctor confirms (`$confirm`) and is named as `verifier` to go on; after an extravasation the bag is only stopped.
            - **Corrections 更正**: the MedicationAdministration with `status` = `entered-in-error`, `statusReason`, the extension `…/corrects` (`infusing`, `completed` or `stopped`: the step that was recorded in error) and a second person who has called `$confirm` (with the bag alone, or with the wristband) after that step was recorded. A start that never was brings the bag back to `received`, an end that was none to `paused`. The wrong version stays in the history, the step in the Task marked `…/taken-back`, both in the timeline; the HIS hears what is true now (not given; paused). Rounds are marked by who made them. A receipt (`received`) or a preparation (`prepared`, `compounded`) that never was is taken back in the same way by the MedicationDispense (`entered-in-error`, `statusReason`, `…/corrects`, the second person as extension `…/witness`): the bag is then where the step before has left it, without the lot and the beyond-use time of what was never made. Other steps before the start are not corrected: the bag is returned or its label made void.
            - **The doctor's go**, where `CHEMOLOOP_LOOP_RELEASE_GATE` asks for it: an Observation with the code `doctors-go` of `cs/loop-observation`, which only a doctor may write.

            ## What is remembered

            `GET MedicationRequest/{bag}/$timeline`, `Patient/{id}/$timeline?date=`, `MedicationRequest/$timeline?date=`: each `event` is a `step`, `refusal`, `override`, `notice`, `round` or `incident`, with `occurred`, `recorded`, `who`, `device`, `message`, `recordedOffline`, and `notChecked` for each rule whose data nobody sent. `GET DetectedIssue/$near-misses?from=&to=` (managers and engineers; the last week by default) counts refusals and warnings by rule, step, person and hour of the day; a rule that speaks at more than 5 % of the scans has `alertFatigue` = true. Scans of codes that lead to no patient are in the AuditEvents alone.
            """;

    private String steps() {
        StringBuilder rows = new StringBuilder();
        for (Step step : loop.steps()) {
            rows.append("| %s %s | %s | %s | %s | %s |%n"
                    .formatted(
                            step.move().words().zh(),
                            step.move().words().en(),
                            from(step),
                            step.move().leadsBack() ? "之前一步 the step before" : both(step.to()),
                            step.who().stream().sorted().map(PEOPLE::get).collect(Collectors.joining(", ")),
                            rules(step)));
        }
        return rows.toString();
    }

    private static String rules(Step step) {
        return step.needs().stream()
                .map(Guard::rule)
                .map(Rule::id)
                .sorted(Comparator.comparing((String id) -> id.substring(0, 1))
                        .thenComparing(id -> Integer.parseInt(id.replaceAll("\\D", "")))
                        .thenComparing(id -> id))
                .collect(Collectors.joining(", "));
    }

    /** A long run of states is said by its last one. */
    private static String from(Step step) {
        List<BagState> from = step.from().stream().sorted().toList();
        long beforeStart = from.stream().filter(BagState::isBeforeStart).count();
        BagState first = from.get(0);
        if (beforeStart < 2) {
            return names(from);
        }
        BagState last = from.get((int) beforeStart - 1);
        List<BagState> rest = from.subList((int) beforeStart, from.size());
        return first.words().zh() + " … " + both(last) + (rest.isEmpty() ? "" : ", " + names(rest));
    }

    private String states() {
        return Arrays.stream(BagState.values())
                .map(state -> "| `%s` | %s | %s | %s |%n"
                        .formatted(
                                state.code(), state.words().zh(), state.words().en(), next(state)))
                .collect(Collectors.joining());
    }

    private String next(BagState state) {
        return loop.steps().stream()
                .filter(step -> step.from().contains(state))
                .map(step -> step.move().words().zh())
                .collect(Collectors.joining("、"));
    }

    private static String names(List<BagState> states) {
        return states.stream().map(LoopPageTest::both).collect(Collectors.joining(", "));
    }

    private static String both(BagState state) {
        return state.words().zh() + " " + state.words().en();
    }
}

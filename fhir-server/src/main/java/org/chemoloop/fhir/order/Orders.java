package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chemoloop.fhir.loop.LoopIssue;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.springframework.stereotype.Component;

/** Decides every order of a message by itself: a refused one leaves the others alone. */
@Component
public class Orders {

    private final Placement placement;
    private final Withdrawal withdrawal;
    private final Alteration alteration;
    private final Holding holding;
    private final BagCodes codes;

    Orders(Placement placement, Withdrawal withdrawal, Alteration alteration, Holding holding, BagCodes codes) {
        this.placement = placement;
        this.withdrawal = withdrawal;
        this.alteration = alteration;
        this.holding = holding;
        this.codes = codes;
    }

    /** What is to be done with one order. */
    private enum Work {
        PLACE,
        WITHDRAW,
        CHANGE,
        HOLD,
        RELEASE,
        TELL,
        DECLINE
    }

    /**
     * @param lines as the message says them, with literal references, by the index of their entry
     * @return the outcome of each, by the same index
     */
    public Map<Integer, EntryOutcome> decide(Map<Integer, MedicationRequest> lines, Message message) {
        boolean replaces = lines.values().stream()
                .anyMatch(line -> new PrescriptionLine(line).controlCode().equals("RO"));
        Map<Integer, EntryOutcome> outcomes = new TreeMap<>();
        List<Asked> run = new ArrayList<>();
        for (Map.Entry<Integer, MedicationRequest> entry : new TreeMap<>(lines).entrySet()) {
            PrescriptionLine line = new PrescriptionLine(entry.getValue());
            if (!run.isEmpty() && work(run.get(0).control(), replaces) != work(line.control(), replaces)) {
                outcomes.putAll(decide(run, replaces, message));
                run.clear();
            }
            run.add(new Asked(entry.getKey(), line, stored(line, message.chart())));
        }
        outcomes.putAll(decide(run, replaces, message));
        return outcomes;
    }

    /** Gives an order that its sender has not numbered a number of ours, as without one it has no identity. */
    public void number(MedicationRequest line) {
        if (!new PrescriptionLine(line).hasIdentity()) {
            line.addIdentifier().setSystem(Terms.FILLER_ORDER).setValue(codes.nextFillerOrder());
        }
    }

    /** HL7 v2.5.1 §4.5.1: an RP is followed by the ROs that take its place; alone it carries the new content itself. */
    private static Work work(OrderControl control, boolean replaces) {
        return switch (control) {
            case PLACE -> Work.PLACE;
            case CANCEL, DISCONTINUE -> Work.WITHDRAW;
            case REPLACE -> replaces ? Work.WITHDRAW : Work.CHANGE;
            case CHANGE -> Work.CHANGE;
            case HOLD -> Work.HOLD;
            case RELEASE_HOLD -> Work.RELEASE;
            case SEND_NUMBER, SEND_STATUS -> Work.TELL;
            case OTHER -> Work.DECLINE;
        };
    }

    private Map<Integer, EntryOutcome> decide(List<Asked> run, boolean replaces, Message message) {
        if (run.isEmpty()) {
            return Map.of();
        }
        Work work = work(run.get(0).control(), replaces);
        if (work == Work.PLACE) {
            return placement.place(run, message);
        }
        Map<Integer, EntryOutcome> outcomes = new TreeMap<>();
        List<Asked> known = new ArrayList<>();
        for (Asked asked : run) {
            if (work == Work.DECLINE) {
                outcomes.put(
                        asked.index(),
                        EntryOutcome.refused(notTaken(asked.line().controlCode())));
            } else if (asked.stored().isEmpty() || asked.isOfAnotherPatient()) {
                outcomes.put(asked.index(), EntryOutcome.refused(unknown(asked)));
            } else {
                known.add(asked);
            }
        }
        if (work == Work.WITHDRAW) {
            outcomes.putAll(withdrawal.withdraw(known, message));
        } else {
            known.forEach(asked -> outcomes.put(asked.index(), decide(asked, work, message)));
        }
        return outcomes;
    }

    private EntryOutcome decide(Asked asked, Work work, Message message) {
        return switch (work) {
            case CHANGE -> alteration.change(asked, message);
            case HOLD -> holding.hold(asked, message);
            case RELEASE -> holding.release(asked, message);
            case TELL -> EntryOutcome.unchanged(asked.stored().orElseThrow().resource());
            case PLACE, WITHDRAW, DECLINE -> throw new IllegalStateException("work=" + work + " is done elsewhere");
        };
    }

    /** By ORC-2, whose id is derived; by ORC-3 where the sender knows only our number. */
    private static Optional<PrescriptionLine> stored(PrescriptionLine line, Chart chart) {
        Optional<MedicationRequest> found =
                line.hasIdentity() ? chart.read(MedicationRequest.class, idOf(line)) : Optional.empty();
        if (found.isEmpty() && line.placerOrder().isEmpty()) {
            Optional<Identifier> filler = line.fillerOrder();
            found = filler.flatMap(number ->
                    chart.find(MedicationRequest.class, number).stream().findFirst());
        }
        return found.map(PrescriptionLine::new);
    }

    /** What a line is called here, if it is known and its sender has numbered it. */
    public static Optional<String> name(MedicationRequest said) {
        PrescriptionLine line = new PrescriptionLine(said);
        return line.hasIdentity() ? Optional.of("MedicationRequest/" + idOf(line)) : Optional.empty();
    }

    private static String idOf(PrescriptionLine line) {
        return DerivedId.of('l', line.identity());
    }

    private static Remark unknown(Asked asked) {
        String number = asked.line().number();
        return Remark.unknownKey(
                "没有该患者的医嘱 " + number, "No order " + number + " of this patient is known here: check ORC-2 and PID-3");
    }

    private static Remark notTaken(String control) {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "不接收医嘱控制码 " + control,
                "Order control " + control + " is not taken here: send NW, CA, DC, HD, RL, RP, XO, SN or SS");
    }
}

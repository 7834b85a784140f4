package org.chemoloop.fhir.loop.guard;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;

/** The wristband that was scanned belongs to the bag's patient (B1, B2); a start is impossible without one. */
public final class RightPatient implements Guard {

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean atTheStart = attempt.move() == Move.START;
        return attempt.wristband() instanceof Wristband.NotScanned && !atTheStart
                ? Optional.empty()
                : objection(attempt.wristband(), attempt.bag().patient());
    }

    /** The same rule for a second person who confirms. */
    public static Optional<Refusal> objection(Wristband scanned, String patient) {
        if (scanned instanceof Wristband.Of of) {
            return of.patient().equals(patient) ? Optional.empty() : Optional.of(wrongPatient());
        }
        return Optional.of(unusable(scanned));
    }

    private static Refusal wrongPatient() {
        return Refusal.of(
                LoopIssue.WRONG_PATIENT, "停！这袋药不是这位患者的，请重新核对", "Stop! This bag is not for this patient: check again");
    }

    private static Refusal unusable(Wristband scanned) {
        if (scanned instanceof Wristband.Replaced) {
            return Refusal.of(
                    LoopIssue.UNKNOWN_WRISTBAND, "这条腕带已被新腕带替换，请扫描新腕带", "This wristband was replaced: scan the new one");
        }
        if (scanned instanceof Wristband.Unknown) {
            return Refusal.of(
                    LoopIssue.UNKNOWN_WRISTBAND, "系统中没有这条腕带，请核对患者", "This wristband is not known: check the patient");
        }
        if (scanned instanceof Wristband.Unreadable) {
            return Refusal.of(
                    LoopIssue.UNREADABLE_CODE, "腕带条码无法识别，请重新扫描", "The wristband cannot be read: scan it again");
        }
        return Refusal.of(LoopIssue.UNREADABLE_CODE, "请先扫描患者腕带", "Scan the patient's wristband first");
    }
}

package org.chemoloop.fhir.loop.known;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.loop.GivenReason;
import org.jspecify.annotations.Nullable;

/**
 * What a scan or a message says beside the step itself.
 *
 * @param overrides reasons to go on although rules warn
 * @param reason why the step is taken: of a stop, a refusal at the door
 * @param byMessage whether it tells of what has happened already
 */
public record Said(
        List<GivenReason> overrides,
        String reason,
        boolean byMessage,
        Scanned scanned,
        Preparing preparing,
        Infusing infusing) {

    /**
     * How the device came to the code, and its time.
     *
     * @param keyed whether a code was typed; null where the device does not say
     * @param occurred when it happened, by the device's clock
     * @param deviceTime what the device's clock showed when it sent the scan
     * @param offline whether the scan waited in the device
     */
    public record Scanned(
            @Nullable Boolean keyed,
            @Nullable Instant occurred,
            @Nullable Instant deviceTime,
            boolean offline) {

        public static Scanned unknown() {
            return new Scanned(null, null, null, false);
        }
    }

    /** A pack that was opened for the bag; the code of its drug is empty where the lot of a whole bag is told. */
    public record Pack(
            String drug,
            @Nullable LocalDate expires,
            @Nullable String lot) {}

    /**
     * What went into the bag and where.
     *
     * @param measured amounts by drug code, in the units of the order
     * @param beyondUse until when the preparer says that the bag may be used
     * @param lot of the bag, as the preparer tells it
     */
    public record Preparing(
            List<Pack> packs,
            Map<String, Double> measured,
            @Nullable String location,
            @Nullable Instant beyondUse,
            @Nullable String lot) {

        public Preparing {
            packs = List.copyOf(packs);
            measured = Map.copyOf(measured);
        }

        public static Preparing unknown() {
            return new Preparing(List.of(), Map.of(), null, null, null);
        }
    }

    /** The way into the patient: the codes of {@code cs/line-type}. */
    public enum Line {
        PIV,
        PICC,
        CVC,
        PORT;

        public boolean isPeripheral() {
            return this == PIV;
        }
    }

    /**
     * How it runs.
     *
     * @param rate millilitres in an hour, as the pump was set or the drops were counted
     * @param bloodReturn whether blood came back when the line was tried
     * @param set what the infusion set is; null where nobody says it
     */
    public record Infusing(
            @Nullable Double rate,
            @Nullable Line line,
            boolean bloodReturn,
            @Nullable Set<SetProperty> set) {

        public Infusing {
            set = set == null ? null : Set.copyOf(set);
        }

        /** Nobody says through which set. */
        public Infusing(@Nullable Double rate, @Nullable Line line, boolean bloodReturn) {
            this(rate, line, bloodReturn, null);
        }

        public static Infusing unknown() {
            return new Infusing(null, null, false);
        }
    }

    public Said {
        overrides = List.copyOf(overrides);
    }

    public static Said nothing() {
        return new Said(List.of(), "", false, Scanned.unknown(), Preparing.unknown(), Infusing.unknown());
    }

    /** A message tells of the step, and nothing else. */
    public static Said message() {
        return new Said(List.of(), "", true, Scanned.unknown(), Preparing.unknown(), Infusing.unknown());
    }
}

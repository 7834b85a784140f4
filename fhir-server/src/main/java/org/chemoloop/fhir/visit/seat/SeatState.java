package org.chemoloop.fhir.visit.seat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.fhir.loop.Words;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Location.LocationStatus;

/** What a seat is at the moment: the codes of {@code cs/seat-state}, kept as Location.operationalStatus. */
public enum SeatState {
    FREE("空闲", "free"),
    OCCUPIED("占用", "occupied"),
    CLEANING("清洁中", "being cleaned"),
    OUT_OF_SERVICE("停用", "out of service");

    private static final String SYSTEM = "https://chemoloop.org/fhir/CodeSystem/seat-state";

    private final Words words;

    SeatState(String zh, String en) {
        this.words = Words.of(zh, en);
    }

    static Optional<SeatState> ofCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    /** A seat of which nobody has said anything is free, unless the house has closed it. */
    public static SeatState of(Location seat) {
        if (seat.getStatus() == LocationStatus.INACTIVE || seat.getStatus() == LocationStatus.SUSPENDED) {
            return OUT_OF_SERVICE;
        }
        Coding status = seat.getOperationalStatus();
        return SYSTEM.equals(status.getSystem()) ? ofCode(status.getCode()).orElse(FREE) : FREE;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Coding coding() {
        return new Coding(SYSTEM, code(), words.zh());
    }

    Words words() {
        return words;
    }
}

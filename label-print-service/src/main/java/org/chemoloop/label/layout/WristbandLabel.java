package org.chemoloop.label.layout;

import java.time.LocalDate;
import org.chemoloop.label.code.WristbandCode;
import org.jspecify.annotations.Nullable;

/** All that a wristband says; {@code day} is the day of the visit. */
public record WristbandLabel(
        WristbandCode code,
        String centre,
        Patient patient,
        @Nullable String seat,
        @Nullable LocalDate day) {}

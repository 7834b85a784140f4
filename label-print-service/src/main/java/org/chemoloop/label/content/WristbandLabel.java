package org.chemoloop.label.content;

import java.time.LocalDate;
import org.chemoloop.label.code.Gs1Patient;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * All that a wristband says.
 *
 * @param day of the visit
 * @param gs1 what its DataMatrix says instead of the twelve digits, where the hospital wants it so
 */
public record WristbandLabel(
        WristbandCode code,
        String centre,
        Patient patient,
        @Nullable String seat,
        @Nullable LocalDate day,
        @Nullable Gs1Patient gs1) {

    /** For the template {@code wristband}. */
    public Facts facts(Phrases words) {
        return patient.describe(new Facts(words), words, day)
                .with("code", code.digits())
                .with("readable", code.readable())
                .with("centre", centre)
                .with("seat", seat)
                .with("symbol", gs1 == null ? code.digits() : null)
                .with("gs1", gs1 == null ? null : gs1.elements())
                .with("gs1Readable", gs1 == null ? null : gs1.readable());
    }
}

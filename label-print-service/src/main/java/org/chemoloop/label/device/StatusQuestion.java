package org.chemoloop.label.device;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import org.chemoloop.label.printer.LabelFormat;

/** How a printer is asked how it is, and what its answer means. */
enum StatusQuestion {
    /** {@code ~HS}: three lines between STX and ETX. Zebra, ZPL II Programming Guide, "Host Status Return". */
    ZPL("~HS\r\n".getBytes(US_ASCII)) {
        @Override
        boolean isComplete(byte[] answer, int length) {
            int ends = 0;
            for (int i = 0; i < length; i++) {
                ends += answer[i] == ETX ? 1 : 0;
            }
            return ends == 3;
        }

        @Override
        Condition read(byte[] answer, int length) {
            List<String[]> lines = new String(answer, 0, length, US_ASCII)
                    .lines()
                    .map(line -> line.replaceAll("[\\x02\\x03]", "").split(",", -1))
                    .toList();
            if (lines.size() < 2 || lines.get(0).length < 3 || lines.get(1).length < 4) {
                return Condition.not("answers what nobody understands");
            }
            return Optional.<Condition>empty()
                    .or(() -> raised(lines.get(0)[1], "out of paper"))
                    .or(() -> raised(lines.get(0)[2], "paused"))
                    .or(() -> raised(lines.get(1)[2], "head is open"))
                    .or(() -> raised(lines.get(1)[3], "out of ribbon"))
                    .orElseGet(Condition::good);
        }

        private Optional<Condition> raised(String flag, String meaning) {
            return flag.strip().equals("1") ? Optional.of(Condition.not(meaning)) : Optional.empty();
        }
    },
    /** {@code <ESC>!?}: one byte of flags. TSC, TSPL/TSPL2 Programming Manual, "Status polling". */
    TSPL(new byte[] {0x1b, '!', '?'}) {
        @Override
        boolean isComplete(byte[] answer, int length) {
            return length > 0;
        }

        @Override
        Condition read(byte[] answer, int length) {
            int flags = answer[length - 1];
            if ((flags & 0x01) != 0) {
                return Condition.not("head is open");
            }
            if ((flags & 0x02) != 0) {
                return Condition.not("paper jam");
            }
            if ((flags & 0x04) != 0) {
                return Condition.not("out of paper");
            }
            if ((flags & 0x08) != 0) {
                return Condition.not("out of ribbon");
            }
            return (flags & 0x10) != 0 ? Condition.not("paused") : Condition.good();
        }
    };

    private static final byte ETX = 0x03;

    private final byte[] bytes;

    StatusQuestion(byte[] bytes) {
        this.bytes = bytes;
    }

    static Optional<StatusQuestion> in(LabelFormat language) {
        return switch (language) {
            case ZPL -> Optional.of(ZPL);
            case TSPL -> Optional.of(TSPL);
            case PNG, PDF -> Optional.empty();
        };
    }

    byte[] bytes() {
        return bytes.clone();
    }

    abstract boolean isComplete(byte[] answer, int length);

    abstract Condition read(byte[] answer, int length);
}

package org.chemoloop.label.scan;

import com.google.zxing.BarcodeFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.printer.LabelFormat;

/**
 * Prints labels with random codes in every printer language, lets mishaps happen to them and reads them back.
 *
 * <p>As a program it takes the number of codes, each of which is read clean and after two of the mishaps in turn:
 * {@code java … org.chemoloop.label.scan.ScannerRun 10000}.
 */
public final class ScannerRun {
    private static final List<LabelFormat> WAYS = List.of(LabelFormat.PNG, LabelFormat.ZPL, LabelFormat.TSPL);
    private static final List<BarcodeFormat> SYMBOLOGIES = List.of(BarcodeFormat.CODE_128, BarcodeFormat.DATA_MATRIX);

    private static final Mishap[] MISHAPS = Mishap.values();

    private final Random random;
    private final Tally clean = new Tally();
    private final Tally distorted = new Tally();
    private final Map<Mishap, Tally> byMishap = new EnumMap<>(Mishap.class);

    ScannerRun(long seed) {
        this.random = new Random(seed);
        for (Mishap mishap : Mishap.values()) {
            byMishap.put(mishap, new Tally());
        }
    }

    public static void main(String[] arguments) {
        int codes = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        ScannerRun run = new ScannerRun(20261124);
        for (int done = 0; done < codes; done++) {
            run.one(
                    WAYS.get(done % WAYS.size()),
                    List.of(MISHAPS[done % MISHAPS.length], MISHAPS[(done + 5) % MISHAPS.length]));
            if ((done + 1) % 1_000 == 0 || done + 1 == codes) {
                System.out.println(run.report(done + 1));
            }
        }
        if (run.distorted.wrong + run.clean.wrong > 0) {
            System.exit(1);
        }
    }

    /** One random code in that printer language, once clean and once under each of these mishaps. */
    void one(LabelFormat way, List<Mishap> mishaps) {
        PrintedLabel label = PrintedLabel.any(random, way);
        PrintedLabel neighbour = PrintedLabel.any(random, way);
        for (BarcodeFormat symbology : SYMBOLOGIES) {
            read(label, label, symbology, null);
        }
        for (Mishap mishap : mishaps) {
            // A nurse aims again, and at the other symbol, before giving up; both symbols say the same.
            boolean read = false;
            for (BarcodeFormat symbology : SYMBOLOGIES) {
                read |= read(label, neighbour, symbology, mishap);
            }
            for (Tally tally : List.of(distorted, byMishap.get(mishap))) {
                tally.labels++;
                tally.readable += read ? 1 : 0;
            }
        }
    }

    Tally clean() {
        return clean;
    }

    Tally distorted() {
        return distorted;
    }

    private boolean read(PrintedLabel label, PrintedLabel neighbour, BarcodeFormat symbology, Mishap mishap) {
        var seen = label.seenBy(symbology);
        if (mishap != null) {
            seen = mishap.befall(seen, neighbour.seenBy(symbology), random);
        }
        Optional<String> read = Scanner.read(seen, symbology);
        boolean right = read.filter(digits -> digits.equals(label.code().digits())
                        || (mishap == Mishap.TWO_IN_ONE_PICTURE
                                && digits.equals(neighbour.code().digits())))
                .isPresent();
        for (Tally tally : mishap == null ? List.of(clean) : List.of(distorted, byMishap.get(mishap))) {
            tally.count(symbology, read, right);
        }
        return right;
    }

    private String report(int codes) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%d codes%n", codes));
        text.append(clean.line("undistorted"));
        byMishap.forEach((mishap, tally) ->
                text.append(tally.line(mishap.name().toLowerCase(Locale.ROOT).replace('_', ' '))));
        text.append(distorted.line("all distorted"));
        return text.toString();
    }

    /** What was looked at and what was read. */
    static final class Tally {
        private final Map<BarcodeFormat, int[]> bySymbology = new EnumMap<>(BarcodeFormat.class);
        int labels;
        int readable;
        int looks;
        int reads;
        /** Another code that is a good one: it would name another bag or patient. */
        int wrong;
        /** Anything else that isn't the code; the check digit or the length gives it away. */
        int garbled;

        void count(BarcodeFormat symbology, Optional<String> read, boolean right) {
            int[] counts = bySymbology.computeIfAbsent(symbology, any -> new int[2]);
            looks++;
            counts[0]++;
            if (right) {
                reads++;
                counts[1]++;
            } else if (read.isPresent()) {
                String digits = read.get();
                boolean good = BagCode.parse(digits).isPresent()
                        || WristbandCode.parse(digits).isPresent();
                wrong += good ? 1 : 0;
                garbled += good ? 0 : 1;
            }
        }

        double readableShare() {
            return (double) readable / labels;
        }

        String line(String what) {
            StringBuilder line = new StringBuilder(String.format("  %-20s", what));
            bySymbology.forEach((symbology, counts) -> line.append(String.format(
                    " %s %d/%d (%.3f %%)", symbology, counts[1], counts[0], 100.0 * counts[1] / counts[0])));
            if (labels > 0) {
                line.append(String.format("  either %d/%d (%.3f %%)", readable, labels, 100 * readableShare()));
            }
            return line.append(String.format("  wrong %d, garbled %d%n", wrong, garbled))
                    .toString();
        }
    }
}

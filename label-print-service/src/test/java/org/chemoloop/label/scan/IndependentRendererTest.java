package org.chemoloop.label.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.chemoloop.label.Drawn;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.typeface.Typeface;
import org.junit.jupiter.api.Test;

/**
 * A renderer that is not ours (npm {@code zpl-renderer-js}) burns our ZPL to the same dots as {@link ZebraPrinter}, so
 * that what the scanner tests read of those dots is true of ZPL and not of a mistake made twice.
 */
class IndependentRendererTest {
    private static final Path SOURCES = Path.of("src", "test", "zpl-renderer");
    private static final Path FOLDER = Path.of("target", "zpl-renderer");
    private static final int CODES = 4;
    private static final int PATIENCE_SECONDS = 180;

    private final Typeface typeface = Typeface.bundled();
    private final LabelPress press = new LabelPress(typeface);
    private final Random random = new Random(20261128);

    /** What was sent to the printer, and where the other renderer puts the paper. */
    private record Job(byte[] zpl, Path paper) {}

    @Test
    void anotherRendererBurnsTheSameDots() throws IOException, InterruptedException {
        install();
        List<Job> jobs = new ArrayList<>();
        List<String> command = new ArrayList<>(List.of("node", "render.mjs"));
        for (int i = 0; i < CODES; i++) {
            long number = random.nextLong(10_000_000_000L);
            for (Resolution resolution : Resolution.values()) {
                add(Drawn.bag(SampleLabels.carboplatin(BagCode.of(number)), typeface), resolution, jobs, command);
                add(
                        Drawn.wristband(SampleLabels.wristband(WristbandCode.of(number)), typeface),
                        resolution,
                        jobs,
                        command);
            }
        }

        assertThat(run(command)).isZero();

        for (Job job : jobs) {
            BufferedImage ours = ZebraPrinter.print(job.zpl).get(0);
            BufferedImage theirs = ImageIO.read(job.paper.toFile());
            assertThat(burnt(ours)).as("%s", job.paper).isPositive().isEqualTo(burnt(theirs));
            assertThat(differences(ours, theirs)).as("%s", job.paper).isZero();
        }
    }

    private void add(Drawing drawing, Resolution resolution, List<Job> jobs, List<String> command) throws IOException {
        byte[] zpl = press.press(drawing, LabelFormat.ZPL, resolution);
        BufferedImage paper = ZebraPrinter.print(zpl).get(0);
        String name = "label-" + jobs.size();
        Files.write(FOLDER.resolve(name + ".zpl"), zpl);
        int dots = resolution == Resolution.DPI_203 ? 8 : 12;
        command.addAll(List.of(
                name + ".zpl",
                String.valueOf(-Math.floorDiv(-paper.getWidth(), dots)),
                String.valueOf(-Math.floorDiv(-paper.getHeight(), dots)),
                String.valueOf(dots),
                name + ".png"));
        jobs.add(new Job(zpl, FOLDER.resolve(name + ".png")));
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "render.mjs")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(isThere("node") && isThere("npm"), "without node and npm no other renderer burns ZPL");
        assumeTrue(
                Files.exists(FOLDER.resolve("node_modules/zpl-renderer-js/package.json"))
                        || run(List.of("npm", "ci", "--no-audit", "--no-fund")) == 0,
                "zpl-renderer-js could not be fetched: see target/zpl-renderer/log");
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(List.of(program, "--version")) == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("log").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static int burnt(BufferedImage paper) {
        int dots = 0;
        for (int y = 0; y < paper.getHeight(); y++) {
            for (int x = 0; x < paper.getWidth(); x++) {
                dots += isBurnt(paper, x, y) ? 1 : 0;
            }
        }
        return dots;
    }

    private static int differences(BufferedImage ours, BufferedImage theirs) {
        // It works in whole millimetres and lays a narrower label in the middle of its paper.
        int left = (theirs.getWidth() - ours.getWidth()) / 2;
        int differences = 0;
        for (int y = 0; y < ours.getHeight(); y++) {
            for (int x = 0; x < ours.getWidth(); x++) {
                differences += isBurnt(ours, x, y) == isBurnt(theirs, x + left, y) ? 0 : 1;
            }
        }
        return differences;
    }

    private static boolean isBurnt(BufferedImage paper, int x, int y) {
        return (paper.getRGB(x, y) & 0xff) < 128;
    }
}

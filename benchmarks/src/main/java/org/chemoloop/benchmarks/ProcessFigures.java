package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process of this machine holds at one moment.
 *
 * @param heapMebibytes what is left on the heap after a full collection
 * @param residentMebibytes of all its memory
 */
record ProcessFigures(long heapMebibytes, long residentMebibytes, long threads, long files) {

    private static final Pattern USED = Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");
    private static final long KIBI = 1_024;

    /** Collects garbage first. */
    static ProcessFigures of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Path process = Path.of("/proc/" + pid);
        String status = Files.readString(process.resolve("status"));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return new ProcessFigures(
                    used(jcmd(pid, "GC.heap_info")),
                    numberOf("VmRSS", status) / KIBI,
                    numberOf("Threads", status),
                    open.count());
        }
    }

    /** @param info of every generation, as the collectors of HotSpot write it */
    static long used(String info) {
        Matcher found = USED.matcher(info);
        long kibibytes = 0;
        while (found.find()) {
            kibibytes += Long.parseLong(found.group(1));
        }
        return kibibytes / KIBI;
    }

    static long numberOf(String name, String status) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + pid + " " + command + ": " + said);
        }
        return said;
    }
}

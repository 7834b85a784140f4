package org.chemoloop.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.content.Amount;
import org.chemoloop.label.content.BagLabel;
import org.chemoloop.label.content.Component;
import org.chemoloop.label.content.Handling;
import org.chemoloop.label.content.Patient;
import org.chemoloop.label.content.Rate;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.template.Phrases;
import org.chemoloop.label.template.Template;
import org.chemoloop.label.template.Templates;
import org.chemoloop.label.typeface.Typeface;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A carboplatin label from its facts to the bytes for the printer, on one core with the flags that the service runs
 * with; every label has another code, as in a day's batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx72m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1"})
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class LabelsBenchmark {

    @Param({"PNG", "ZPL", "TSPL", "PDF"})
    public LabelFormat format = LabelFormat.PNG;

    private final Typeface typeface = Typeface.bundled();
    private final LabelPress press = new LabelPress(typeface);
    private final Template template = Templates.bundled().of("bag");
    private final Phrases words = Phrases.bundled("zh");
    private long number;

    /** JMH options, e.g. {@code -p format=ZPL}. */
    public static void main(String[] arguments) throws Exception {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(LabelsBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    @Benchmark
    public byte[] label() {
        BagLabel label = carboplatin(BagCode.of(number++ % 10_000_000_000L));
        return press.press(template.draw(label.facts(words), typeface), format, Resolution.DPI_203);
    }

    private static BagLabel carboplatin(BagCode code) {
        return new BagLabel(
                code,
                "日间化疗中心",
                new Patient("测试甲", "male", LocalDate.of(1962, 6, 17), "M12193215"),
                "12",
                "静滴",
                "QD",
                "2/3",
                List.of(
                        Component.base("氯化钠注射液", amount("250", "mL")).ofStrength("0.9%"),
                        Component.additive("卡铂注射液", amount("400", "mg"))
                                .ofStrength("10mL:150mg")
                                .fromVialsOf(amount("150", "mg"))),
                List.of(new Rate(amount("100", "mL/h"), null)),
                null,
                LocalDateTime.of(2026, 11, 24, 10, 10),
                null,
                LocalDateTime.of(2026, 11, 24, 18, 0),
                "医生乙",
                LocalDateTime.of(2026, 11, 24, 8, 2),
                Set.of(Handling.CYTOTOXIC, Handling.LIGHT_PROTECT),
                List.of("输注前30分钟给予地塞米松"),
                null);
    }

    private static Amount amount(String value, String unit) {
        return new Amount(new BigDecimal(value), unit);
    }
}

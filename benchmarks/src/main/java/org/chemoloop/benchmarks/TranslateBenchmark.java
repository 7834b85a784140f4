package org.chemoloop.benchmarks;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnreadableMessageException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** An RDE^O11 with two components: parsed and translated to Bundle objects by us, and barely parsed by HAPI HL7v2. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = TranslateBenchmark.QUIET)
@Warmup(iterations = 6, time = 10)
@Measurement(iterations = 5, time = 5)
public class TranslateBenchmark {
    static final String QUIET = "-Dlogback.configurationFile=org/chemoloop/routes/translate/quiet-logback.xml";

    private static final String ORDER = String.join(
            "\r",
            "MSH|^~\\&|HIS|HOSPITAL|CHEMOLOOP|DAYCHEMO|20261124080000||RDE^O11^RDE_O11|B1|P|2.5||||||UNICODE UTF-8",
            "PID|1||M26110002^^^HIS^MR||吴^试乙||19711203|F",
            "PV1|1|O|日间化疗中心^^^HOSPITAL||||D0001^陈^医生||||||||||||V26112401",
            "ORC|NW|P26112440^HIS||RX261124D^HIS|||||20261124075500|||D0001^陈^医生",
            "RXE|1^^^20261124100000|CARBO150^卡铂注射液^HISDRUG|450||mg^mg^UCUM||||1|1^袋|||||RX261124D",
            "TQ1|1||ONCE||||20261124100000",
            "RXR|IV^静滴^HL70162",
            "RXC|B|NS250^氯化钠注射液^HISDRUG|250|mL^mL^UCUM",
            "RXC|A|CARBO150^卡铂注射液^HISDRUG|450|mg^mg^UCUM");

    private final PipeParser hapi = parser(new DefaultHapiContext());
    private final PipeParser hapiWithoutValidation = parser(withoutValidation());
    private final Translator translator = translator();

    /** JMH's subclasses can't declare what a constructor throws. */
    private static Translator translator() {
        try {
            return Translator.load(Path.of("mappings"));
        } catch (MapProblems e) {
            throw new IllegalStateException(e);
        }
    }

    private static PipeParser parser(HapiContext context) {
        return context.getPipeParser();
    }

    private static HapiContext withoutValidation() {
        HapiContext context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        return context;
    }

    @Benchmark
    public Translation parseAndTranslate() throws UnreadableMessageException {
        return translator.translate(Hl7Message.parse(ORDER));
    }

    @Benchmark
    public Hl7Message parse() throws UnreadableMessageException {
        return Hl7Message.parse(ORDER);
    }

    @Benchmark
    public Message hapiParse() throws HL7Exception {
        return hapi.parse(ORDER);
    }

    @Benchmark
    public Message hapiParseWithoutValidation() throws HL7Exception {
        return hapiWithoutValidation.parse(ORDER);
    }

    /**
     * With {@code --ratio} all that is compared, measured in turns by processor time, and beside the peer where a
     * folder with its jars follows, each turn so many milliseconds as follow that (500); else JMH with its own options.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--ratio")) {
            Path libraries = arguments.length > 1 ? Path.of(arguments[1]) : null;
            Duration perTurn = Duration.ofMillis(arguments.length > 2 ? Long.parseLong(arguments[2]) : 500);
            new TranslateComparison(libraries, perTurn).print();
        } else {
            new Runner(new OptionsBuilder()
                            .parent(new CommandLineOptions(arguments))
                            .include(TranslateBenchmark.class.getName())
                            .build())
                    .run();
        }
    }
}

package org.chemoloop.routes.answer;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chemoloop.routes.answer.Answer.Result;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.submit.Decision.Issue;
import org.chemoloop.routes.submit.Decision.Outcome;
import org.chemoloop.routes.submit.Decision.Severity;
import org.chemoloop.routes.translate.Ack;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.OrderEntry;
import org.chemoloop.routes.translate.Translation;

/** Writes each kind of answer: decided, refused, kept for later, committed, failed. */
public final class AnswerDesk {
    /** Names of HL7 table 0357. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("0", "Message accepted"),
            Map.entry("100", "Segment sequence error"),
            Map.entry("101", "Required field missing"),
            Map.entry("102", "Data type error"),
            Map.entry("103", "Table value not found"),
            Map.entry("200", "Unsupported message type"),
            Map.entry("201", "Unsupported event code"),
            Map.entry("202", "Unsupported processing id"),
            Map.entry("203", "Unsupported version id"),
            Map.entry("204", "Unknown key identifier"),
            Map.entry("205", "Duplicate key identifier"),
            Map.entry("206", "Application record locked"),
            Map.entry("207", "Application internal error"));

    private static final String KEPT_FOR_LATER =
            "The message is kept and will be processed; the result for each order follows as a message of its own.";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

    private final ZoneId zone;

    public AnswerDesk(ZoneId zone) {
        this.zone = zone;
    }

    /** The answer to a message that the FHIR side has decided, or that was refused before. */
    public Answer decided(Addressee to, Translation translation, Decision decision) {
        return translation.fold(
                translated -> decided(to, translated, decision), refused -> refused(to, refused.findings()));
    }

    private Answer decided(Addressee to, Translation.Translated translated, Decision decision) {
        Letter letter = new Letter(to, MessageType.answering(to.messageCode(), to.triggerEvent()));
        Map<Integer, OrderEntry> orders =
                translated.orders().stream().collect(Collectors.toMap(OrderEntry::entryIndex, o -> o, (a, b) -> a));
        translated.warnings().forEach(letter::finding);
        boolean keyFault = false;
        boolean otherRefused = false;
        for (int i = 0; i < decision.entries().size(); i++) {
            Outcome outcome = decision.entries().get(i);
            String location = orders.containsKey(i) ? orders.get(i).segmentLocation() : "";
            outcome.issues().forEach(issue -> letter.issue(issue, location));
            keyFault |= outcome.refused() && outcome.issues().stream().anyMatch(AnswerDesk::isKeyFault);
            otherRefused |= outcome.refused() && !orders.containsKey(i);
        }
        translated
                .orders()
                .forEach(order -> letter.order(order, decision.entries().get(order.entryIndex())));
        String code = keyFault || otherRefused ? "AE" : "AA";
        return letter.sign(code, "", code.equals("AA") ? Result.PROCESSED : Result.REFUSED);
    }

    private static boolean isKeyFault(Issue issue) {
        return issue.code().equals("unknown-key") || issue.code().equals("duplicate-key");
    }

    /** AE, or AR when the first finding says so. */
    public Answer refused(Addressee to, List<Finding> findings) {
        boolean rejected = findings.get(0).ack() == Ack.AR;
        MessageType type = rejected
                ? MessageType.acknowledging(to.triggerEvent())
                : MessageType.answering(to.messageCode(), to.triggerEvent());
        Letter letter = new Letter(to, type);
        findings.forEach(letter::finding);
        return letter.sign(rejected ? "AR" : "AE", findings.get(0).sentence(), Result.REFUSED);
    }

    /** AA that promises the result for later, because nobody could decide in time. */
    public Answer keptForLater(Addressee to) {
        Letter letter = new Letter(to, MessageType.answering(to.messageCode(), to.triggerEvent()));
        letter.error("", "0", "I", "", "", KEPT_FOR_LATER);
        return letter.sign("AA", KEPT_FOR_LATER, Result.PROCESSED);
    }

    /** CA of the enhanced mode: kept, whatever will become of it. */
    public Answer committed(Addressee to) {
        return new Letter(to, MessageType.acknowledging(to.triggerEvent())).sign("CA", "", Result.PROCESSED);
    }

    /** CR of the enhanced mode: the header says that it will never be taken. */
    public Answer commitRejected(Addressee to, Finding finding) {
        Letter letter = new Letter(to, MessageType.acknowledging(to.triggerEvent()));
        letter.finding(finding);
        return letter.sign("CR", finding.sentence(), Result.REFUSED);
    }

    /** The message could not be kept (AR, CE in the enhanced mode): the sender must send it again. */
    public Answer notKept(Addressee to, boolean enhanced, String sentence) {
        Letter letter = new Letter(to, MessageType.acknowledging(to.triggerEvent()));
        letter.error("", "207", "E", "", "", sentence);
        return letter.sign(enhanced ? "CE" : "AR", sentence, Result.FAILED);
    }

    /** AE 207: nobody could decide and people look at it now. */
    public Answer failed(Addressee to, String reason) {
        String sentence =
                "The message could not be processed and lies in the dead letters for the engineers: " + reason;
        Letter letter = new Letter(to, MessageType.answering(to.messageCode(), to.triggerEvent()));
        letter.error("", "207", "E", "", "", sentence);
        return letter.sign("AE", sentence, Result.FAILED);
    }

    /** Collects what an answer says, then puts it in order: MSH, MSA, ERR, ORC. */
    private final class Letter {
        private final Addressee to;
        private final MessageType type;
        private final SegmentWriter errors;
        private final SegmentWriter orders;
        private String firstReason = "";

        Letter(Addressee to, MessageType type) {
            this.to = to;
            this.type = type;
            this.errors = new SegmentWriter(to.delimiters());
            this.orders = new SegmentWriter(to.delimiters());
        }

        void finding(Finding finding) {
            error(finding.location(), finding.code(), finding.severity(), "", "", finding.sentence());
        }

        void issue(Issue issue, String location) {
            if (issue.severity() == Severity.INFORMATION) {
                return;
            }
            boolean refuses = issue.severity() == Severity.ERROR;
            String code = switch (issue.code()) {
                case "unknown-key" -> "204";
                case "duplicate-key" -> "205";
                default -> refuses ? "207" : "0";
            };
            error(location, code, refuses ? "E" : "W", issue.code(), issue.diagnostics(), readable(issue));
        }

        /** Chinese for the people at the HIS, unless its character set has none. */
        private String readable(Issue issue) {
            Charset charset = to.charset();
            boolean writable = !issue.text().isEmpty()
                    && charset.canEncode()
                    && charset.newEncoder().canEncode(issue.text());
            return writable || issue.diagnostics().isEmpty() ? issue.text() : issue.diagnostics();
        }

        void error(String location, String code, String severity, String ownCode, String diagnostics, String sentence) {
            String name = NAMES.getOrDefault(code, "");
            if (firstReason.isEmpty() && severity.equals("E")) {
                firstReason = code + " " + (ownCode.isEmpty() ? "" : ownCode + " ") + sentence;
            }
            errors.add(
                    "ERR",
                    to.before25() ? errorCodeAndLocation(location, code, name) : "",
                    located(location),
                    errors.components(code, name, "HL70357"),
                    severity,
                    ownCode.isEmpty()
                            ? ""
                            : errors.components(ownCode, "", "https://chemoloop.org/fhir/CodeSystem/loop-issue"),
                    "",
                    errors.escaped(diagnostics),
                    errors.escaped(sentence));
        }

        /** ERR-1 of 2.3 and 2.4: segment, sequence, field, and the code as subcomponents. */
        private String errorCodeAndLocation(String location, String code, String name) {
            String[] parts = location.split("\\^");
            char component = to.delimiters().component();
            char sub = to.delimiters().subcomponent();
            return IntStream.range(0, 3)
                            .mapToObj(i -> i < parts.length ? parts[i] : "")
                            .collect(Collectors.joining(String.valueOf(component)))
                    + component
                    + code
                    + sub
                    + errors.escaped(name)
                    + sub
                    + "HL70357";
        }

        private String located(String location) {
            return location.replace('^', to.delimiters().component());
        }

        void order(OrderEntry order, Outcome outcome) {
            String filler = order.fillerRaw().isEmpty() ? orders.escaped(outcome.filler()) : order.fillerRaw();
            orders.add(
                    "ORC",
                    OrderResponse.to(order.orderControl(), !outcome.refused()),
                    order.placerRaw(),
                    filler,
                    order.groupRaw());
        }

        Answer sign(String code, String text, Result result) {
            SegmentWriter head = new SegmentWriter(to.delimiters());
            head.add(
                    "MSH",
                    separators(),
                    to.sendingApplication(),
                    to.msh(6),
                    to.msh(3),
                    to.msh(4),
                    TIME.format(to.at().atZone(zone)),
                    "",
                    type.field(to.version(), head),
                    to.answerId(),
                    to.processingId(),
                    to.version(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    to.msh(18));
            head.add("MSA", code, to.msh(10), head.escaped(text));
            byte[] bytes = (head.toString() + errors + orders).getBytes(to.charset());
            return new Answer(bytes, code, to.answerId(), result, type.aboutOrders(), firstReason);
        }

        private String separators() {
            String sent = to.msh(2);
            return sent.isEmpty() ? "^~\\&" : sent;
        }
    }
}

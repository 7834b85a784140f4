package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HL7 v2 message as a flat, ordered list of segments, read straight from the text.
 *
 * <p>There is no message structure here on purpose: typed structures move RXR, RXC and NTE to other groups depending on
 * their neighbours and lose drugs on the way.
 */
public final class Hl7Message {
    private final Delimiters delimiters;
    private final List<Segment> segments;
    private final List<String> strayLines;
    private final Header header;

    private Hl7Message(Delimiters delimiters, List<Segment> segments, List<String> strayLines) {
        this.delimiters = delimiters;
        this.segments = segments;
        this.strayLines = strayLines;
        this.header = header(segments.get(0));
    }

    /** MSH as far as anybody outside the maps needs it; every field is empty rather than null. */
    public record Header(
            String sendingApplication,
            String sendingFacility,
            String receivingApplication,
            String receivingFacility,
            String dateTime,
            String messageCode,
            String triggerEvent,
            String structure,
            String controlId,
            String processingId,
            String version,
            String acceptAck,
            String applicationAck,
            String characterSet) {}

    public static Hl7Message parse(String received) throws UnreadableMessageException {
        String text = withoutControls(received);
        int start = firstText(text);
        if (!text.startsWith("MSH", start) || text.length() < start + 5) {
            throw new UnreadableMessageException("The text does not begin with an MSH segment.");
        }
        Delimiters delimiters = Delimiters.of(text, start);
        List<Segment> segments = new ArrayList<>();
        List<String> strayLines = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        int length = text.length();
        int from = start;
        while (from < length) {
            int to = from;
            while (to < length && text.charAt(to) != '\r' && text.charAt(to) != '\n') {
                to++;
            }
            if (to > from) {
                if (Segment.looksLikeOne(text, from, to, delimiters.field())) {
                    segments.add(Segment.of(text, from, to, delimiters, segments.size(), counts));
                } else if (!text.substring(from, to).isBlank()) {
                    strayLines.add(text.substring(from, to));
                }
            }
            from = to + 1;
        }
        return new Hl7Message(delimiters, List.copyOf(segments), List.copyOf(strayLines));
    }

    /** Neither FHIR nor the database takes control characters; a blank keeps the words apart. */
    private static String withoutControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                char[] clean = text.toCharArray();
                for (int j = i; j < clean.length; j++) {
                    clean[j] = isControl(clean[j]) ? ' ' : clean[j];
                }
                return new String(clean);
            }
        }
        return text;
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\r' && c != '\n' && c != '\t';
    }

    private static int firstText(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) <= ' ' || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        return start;
    }

    public Header header() {
        return header;
    }

    public Delimiters delimiters() {
        return delimiters;
    }

    /** All segments in document order, MSH first. */
    public List<Segment> segments() {
        return segments;
    }

    /** Lines that are not segments, e.g. the rest of a comment that was sent with a raw line break in it. */
    public List<String> strayLines() {
        return strayLines;
    }

    /** The first segment of that name. */
    public Optional<Segment> segment(String name) {
        for (Segment segment : segments) {
            if (segment.name().equals(name)) {
                return Optional.of(segment);
            }
        }
        return Optional.empty();
    }

    private static Header header(Segment msh) {
        return new Header(
                msh.text(3, 1),
                msh.text(4, 1),
                msh.text(5, 1),
                msh.text(6, 1),
                msh.text(7, 1),
                msh.text(9, 1),
                msh.text(9, 2),
                msh.text(9, 3),
                msh.text(10, 1),
                msh.text(11, 1),
                msh.text(12, 1),
                msh.text(15, 1),
                msh.text(16, 1),
                msh.field(18).raw());
    }
}

package org.chemoloop.simulators.printer;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** What comes in on one line: labels, and questions between them that are not printed. */
final class Feed {
    private static final int LONGEST_QUESTION = 8;

    private final ByteArrayOutputStream label = new ByteArrayOutputStream();
    /** What may become a question; only then is it known whether it belongs to the label. */
    private byte[] last = {};

    /** Takes one byte; tells when it completed a question. */
    Optional<StatusRequest> take(byte next) {
        last = Arrays.copyOf(last, last.length + 1);
        last[last.length - 1] = next;
        for (StatusRequest request : StatusRequest.values()) {
            int from = last.length - request.question().length;
            if (from >= 0 && Arrays.equals(Arrays.copyOfRange(last, from, last.length), request.question())) {
                label.write(last, 0, from);
                last = new byte[0];
                return Optional.of(request);
            }
        }
        if (last.length > LONGEST_QUESTION) {
            label.write(last[0]);
            last = Arrays.copyOfRange(last, 1, last.length);
        }
        return Optional.empty();
    }

    /** More has come than a question. */
    boolean hasBegun() {
        return label.size() > 0;
    }

    byte[] bytes() {
        label.write(last, 0, last.length);
        last = new byte[0];
        return label.toByteArray();
    }
}

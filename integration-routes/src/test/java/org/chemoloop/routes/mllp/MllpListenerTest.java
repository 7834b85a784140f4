package org.chemoloop.routes.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.awaitility.Awaitility;
import org.chemoloop.routes.MllpLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How senders really behave on a line, and what the listener makes of it. */
class MllpListenerTest {
    private static final int LARGEST = 20_000_000;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private MllpListener listener;

    @BeforeEach
    void listen() throws Exception {
        listener = listener(new MllpLimits(LARGEST, 150, Duration.ofMillis(400)), (content, certificate, tooLarge) -> {
            heard.add(new String(content, UTF_8));
            return ((tooLarge ? "too large " : "answer to ") + head(content)).getBytes(UTF_8);
        });
    }

    private static MllpListener listener(MllpLimits limits, FrameHandler handler) throws Exception {
        MllpListener listener = new MllpListener("test", limits, handler, ServerSocketFactory.getDefault());
        listener.start("127.0.0.1", 0);
        return listener;
    }

    private static String head(byte[] content) {
        return new String(content, 0, Math.min(content.length, 20), UTF_8);
    }

    @AfterEach
    void stop() throws Exception {
        listener.stop();
    }

    private MllpLine line() throws Exception {
        return new MllpLine(listener.port());
    }

    private static byte[] frames(String... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String content : contents) {
            all.writeBytes(MllpLine.framed(content.getBytes(UTF_8)));
        }
        return all.toByteArray();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Test
    void threeMessagesInOneWriteGetThreeAnswersInOrder() throws Exception {
        try (MllpLine line = line()) {
            line.write(frames("one", "two", "three"));
            assertThat(List.of(text(line.read()), text(line.read()), text(line.read())))
                    .containsExactly("answer to one", "answer to two", "answer to three");
        }
    }

    @Test
    void aMessageMayComeByteByByte() throws Exception {
        try (MllpLine line = line()) {
            for (byte b : frames("滴注")) {
                line.write(new byte[] {b});
            }
            assertThat(text(line.read())).isEqualTo("answer to 滴注");
        }
    }

    @Test
    void aSenderThatStartsOverLosesOnlyTheHalfMessage() throws Exception {
        try (MllpLine line = line()) {
            line.write("\u000Bhalf a mess".getBytes(UTF_8));
            line.write(frames("whole"));
            assertThat(text(line.read())).isEqualTo("answer to whole");
            assertThat(heard).containsExactly("whole");
        }
    }

    @Test
    void theEndMayComeWithoutCarriageReturn() throws Exception {
        try (MllpLine line = line()) {
            line.write("\u000Bone\u001C".getBytes(UTF_8));
            assertThat(text(line.read())).isEqualTo("answer to one");
            line.write("\u000Btwo\u001C\r".getBytes(UTF_8));
            assertThat(text(line.read())).isEqualTo("answer to two");
        }
    }

    @Test
    void whatIsBetweenTheMessagesIsNoMessage() throws Exception {
        try (MllpLine line = line()) {
            line.write("\r\nGET / HTTP/1.1\r\n".getBytes(UTF_8));
            line.write(frames("one"));
            assertThat(text(line.read())).isEqualTo("answer to one");
            assertThat(heard).containsExactly("one");
        }
    }

    @Test
    void aTooLargeMessageIsAnsweredAndItsLineClosed() throws Exception {
        listener.stop();
        listener = listener(
                new MllpLimits(5_000, 10, Duration.ofSeconds(5)),
                (content, certificate, tooLarge) ->
                        ((tooLarge ? "too large " : "answer to ") + head(content)).getBytes(UTF_8));
        try (MllpLine line = line()) {
            line.write(frames("start of it" + "x".repeat(50_000)));
            assertThat(text(line.read())).startsWith("too large start of it");
            assertThat(line.isClosedByPeer()).isTrue();
        }
        try (MllpLine line = line()) {
            line.write(frames("y".repeat(5_000)));
            assertThat(text(line.read())).startsWith("answer to y");
        }
    }

    @Test
    void aLargeMessageArrivesWhole() throws Exception {
        String large = "L" + "滴".repeat(5_000_000);
        try (MllpLine line = line()) {
            line.write(frames(large));
            assertThat(text(line.read())).startsWith("answer to L");
        }
        assertThat(heard.get(0)).hasSize(large.length());
    }

    @Test
    void aHundredAndTwentyLinesAreServedAtOnce() throws Exception {
        List<MllpLine> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 120; i++) {
                lines.add(line());
            }
            for (int i = 0; i < lines.size(); i++) {
                lines.get(i).write(frames("line " + i));
            }
            for (int i = 0; i < lines.size(); i++) {
                assertThat(text(lines.get(i).read())).isEqualTo("answer to line " + i);
            }
        } finally {
            for (MllpLine line : lines) {
                line.close();
            }
        }
    }

    @Test
    void beyondTheLimitALineWaitsUntilAnotherEnds() throws Exception {
        listener.stop();
        listener =
                listener(new MllpLimits(5_000, 2, Duration.ofSeconds(5)), (content, certificate, tooLarge) -> content);
        MllpLine first = line();
        try (MllpLine second = line();
                MllpLine third = line()) {
            second.write(frames("second"));
            assertThat(text(second.read())).isEqualTo("second");
            third.write(frames("third"));
            assertThat(listener.connections()).isEqualTo(2);
            first.close();
            assertThat(text(third.read())).isEqualTo("third");
        }
    }

    @Test
    void silenceInsideAMessageEndsTheLineSilenceBetweenDoesNot() throws Exception {
        try (MllpLine patient = line();
                MllpLine broken = line()) {
            broken.write("\u000Bhalf".getBytes(UTF_8));
            assertThat(broken.isClosedByPeer()).isTrue();
            patient.write(frames("still here"));
            assertThat(text(patient.read())).isEqualTo("answer to still here");
        }
        assertThat(heard).containsExactly("still here");
    }

    @Test
    void aMessageWithoutAnAnswerClosesTheLineSoThatItIsSentAgain() throws Exception {
        listener.stop();
        listener = listener(new MllpLimits(5_000, 2, Duration.ofSeconds(5)), (content, certificate, tooLarge) -> {
            throw new IllegalStateException("not kept");
        });
        try (MllpLine line = line()) {
            line.write(frames("one"));
            assertThat(line.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void stoppingLetsTheMessageInFlightBeAnswered() throws Exception {
        CountDownLatch inFlight = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        listener.stop();
        listener = listener(new MllpLimits(5_000, 5, Duration.ofSeconds(5)), (content, certificate, tooLarge) -> {
            inFlight.countDown();
            decided.await(10, TimeUnit.SECONDS);
            return content;
        });
        try (MllpLine line = line()) {
            line.write(frames("one", "two"));
            inFlight.await();
            Thread stopping = new Thread(() -> {
                try {
                    listener.stop();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            stopping.start();
            Awaitility.await().until(() -> !listener.isListening());
            decided.countDown();
            assertThat(text(line.read())).isEqualTo("one");
            assertThat(line.isClosedByPeer()).isTrue();
            stopping.join();
        }
    }

    @Test
    void aListenerThatWasStoppedStartsAgain() throws Exception {
        listener.stop();
        listener.start("127.0.0.1", 0);
        try (MllpLine line = line()) {
            line.write(frames("one"));
            assertThat(text(line.read())).isEqualTo("answer to one");
        }
    }
}

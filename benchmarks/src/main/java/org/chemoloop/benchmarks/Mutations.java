package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages a message as broken senders and lines do; the bytes are taken one by one, so no character set is safe. */
final class Mutations {
    private static final byte[] PIECES =
            "|^~\\&\r\n\"0123456789.-+AZaz \u0000\u000b\u001c\u00e9\u00b5\u00ff".getBytes(ISO_8859_1);
    private static final String DELIMITERS = "|^~\\&#!$%*+,;:/<=>?@";
    private static final int HUGE = 20_000;

    private Mutations() {}

    /** One to four kinds of damage, one after the other. */
    static byte[] of(byte[] message, Random random) {
        byte[] damaged = message.clone();
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged = once(damaged, random);
        }
        return damaged;
    }

    private static byte[] once(byte[] message, Random random) {
        // Rarer what is larger, or the run would measure nothing else.
        return switch (random.nextInt(40)) {
            case 0 -> hugeField(message, random);
            case 1 -> deepRepetition(message, random);
            case 2 -> otherDelimiters(message, random);
            case 3, 4, 5, 6 -> swappedFields(message, random);
            case 7, 8, 9, 10 -> shuffledSegments(message, random);
            case 11, 12, 13, 14 -> Arrays.copyOf(message, random.nextInt(message.length));
            case 15, 16, 17, 18 -> repeatedPart(message, random);
            case 19, 20, 21, 22 -> cutOut(message, random);
            default -> flippedBytes(message, random);
        };
    }

    private static byte[] flippedBytes(byte[] message, Random random) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            message[random.nextInt(message.length)] =
                    random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : (byte) random.nextInt(256);
        }
        return message;
    }

    private static byte[] swappedFields(byte[] message, Random random) {
        List<byte[]> fields = split(message, (byte) '|');
        Collections.swap(fields, random.nextInt(fields.size()), random.nextInt(fields.size()));
        return joined(fields, (byte) '|');
    }

    private static byte[] shuffledSegments(byte[] message, Random random) {
        List<byte[]> segments = split(message, (byte) '\r');
        // Mostly behind MSH, or every answer would be the same.
        Collections.shuffle(
                segments.subList(Math.min(random.nextInt(8) == 0 ? 0 : 1, segments.size()), segments.size()), random);
        return joined(segments, (byte) '\r');
    }

    private static byte[] otherDelimiters(byte[] message, Random random) {
        for (int i = 3; i < Math.min(9, message.length); i++) {
            if (random.nextBoolean()) {
                message[i] = (byte) DELIMITERS.charAt(random.nextInt(DELIMITERS.length()));
            }
        }
        return message;
    }

    private static byte[] repeatedPart(byte[] message, Random random) {
        int from = random.nextInt(message.length);
        int length = Math.min(random.nextInt(300), message.length - from);
        return inserted(message, from, Arrays.copyOfRange(message, from, from + length));
    }

    private static byte[] cutOut(byte[] message, Random random) {
        int from = random.nextInt(message.length);
        int to = Math.min(message.length, from + random.nextInt(60));
        byte[] shorter = new byte[message.length - (to - from)];
        System.arraycopy(message, 0, shorter, 0, from);
        System.arraycopy(message, to, shorter, from, message.length - to);
        return shorter;
    }

    private static byte[] hugeField(byte[] message, Random random) {
        byte[] huge = new byte[random.nextInt(HUGE)];
        Arrays.fill(huge, PIECES[random.nextInt(PIECES.length)]);
        return inserted(message, random.nextInt(message.length), huge);
    }

    private static byte[] deepRepetition(byte[] message, Random random) {
        int from = random.nextInt(message.length);
        int length = Math.min(1 + random.nextInt(12), message.length - from);
        byte[] part = Arrays.copyOfRange(message, from, from + length);
        byte separator = "~^&\r|\\".getBytes(ISO_8859_1)[random.nextInt(6)];
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        for (int i = random.nextInt(HUGE / (length + 1)); i >= 0; i--) {
            repeated.write(separator);
            repeated.write(part, 0, part.length);
        }
        return inserted(message, from, repeated.toByteArray());
    }

    private static byte[] inserted(byte[] message, int at, byte[] more) {
        byte[] longer = new byte[message.length + more.length];
        System.arraycopy(message, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(message, at, longer, at + more.length, message.length - at);
        return longer;
    }

    private static List<byte[]> split(byte[] message, byte separator) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= message.length; i++) {
            if (i == message.length || message[i] == separator) {
                parts.add(Arrays.copyOfRange(message, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    private static byte[] joined(List<byte[]> parts, byte separator) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                all.write(separator);
            }
            all.writeBytes(parts.get(i));
        }
        return all.toByteArray();
    }
}

package org.chemoloop.routes.receive;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.routes.answer.Addressee;
import org.chemoloop.routes.receive.CharacterSets.Decoded;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.UnreadableMessageException;
import org.jspecify.annotations.Nullable;

/** One message as it came: the bytes, where and when, and what can be read of it. */
public final class KeptMessage {
    private static final int SHORT_ID = 19;

    private final UUID id;
    private final String channel;
    private final Instant received;
    private final byte[] raw;
    private final Decoded decoded;
    private final @Nullable Hl7Message message;
    private final String unreadable;

    public KeptMessage(UUID id, String channel, Instant received, byte[] raw) {
        this.id = id;
        this.channel = channel;
        this.received = received;
        this.raw = raw;
        this.decoded = CharacterSets.decode(raw);
        Hl7Message read = null;
        String problem = "";
        try {
            read = Hl7Message.parse(decoded.text());
        } catch (UnreadableMessageException e) {
            problem = String.valueOf(e.getMessage());
        }
        this.message = read;
        this.unreadable = problem;
    }

    public UUID id() {
        return id;
    }

    /** The same message under the identity of its first arrival. */
    public KeptMessage as(UUID firstId) {
        return new KeptMessage(firstId, channel, received, raw);
    }

    public String channel() {
        return channel;
    }

    public Instant received() {
        return received;
    }

    public byte[] raw() {
        return raw;
    }

    public Charset charset() {
        return decoded.charset();
    }

    /** Whether MSH-18 names a character set nobody knows although the message needs one. */
    boolean isInUnknownCharacters() {
        if (!decoded.unknownName()) {
            return false;
        }
        for (byte b : raw) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }

    /** Empty when there is no readable header. */
    public Optional<Hl7Message> message() {
        return Optional.ofNullable(message);
    }

    /** Why there is no readable header. */
    public String unreadable() {
        return unreadable;
    }

    public String controlId() {
        return message == null ? "" : message.header().controlId();
    }

    /** MSH-9 as {@code RDE^O11}. */
    public String type() {
        return message == null
                ? ""
                : message.header().messageCode() + "^" + message.header().triggerEvent();
    }

    /** What makes a message the same message when it comes again; empty when the sender gave it no name. */
    public Optional<String> key() {
        if (message == null || controlId().isEmpty()) {
            return Optional.empty();
        }
        Hl7Message.Header header = message.header();
        return Optional.of(
                String.join("|", channel, header.sendingApplication(), header.sendingFacility(), header.controlId()));
    }

    public String contentHash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whom to answer. The same kind of answer to the same message always has the same control id. */
    public Addressee addressee(char kindOfAnswer, Instant at) {
        String answerId = kindOfAnswer + shortId();
        return message == null ? Addressee.unknown(answerId, at) : new Addressee(message, charset(), answerId, at);
    }

    /** MSH-10 holds 20 characters before 2.7: less than a UUID, more than chance can hit. */
    private String shortId() {
        String digits =
                new BigInteger(id.toString().replace("-", ""), 16).toString(36).toUpperCase(Locale.ROOT);
        String padded = "0".repeat(SHORT_ID) + digits;
        return padded.substring(padded.length() - SHORT_ID);
    }
}

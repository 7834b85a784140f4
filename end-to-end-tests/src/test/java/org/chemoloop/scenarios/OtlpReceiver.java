package org.chemoloop.scenarios;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes the traces of the services as a collector of OpenTelemetry would: OTLP, protobuf over HTTP. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /**
     * What a service did.
     *
     * @param text everything in it that can be read: names and values of its attributes
     */
    record Span(String service, String trace, String id, String parent, String name, String text) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            // opentelemetry-proto: ExportTraceServiceRequest.resource_spans = 1
            for (Field resource : fields(exchange.getRequestBody().readAllBytes(), 1)) {
                String service = service(resource);
                // ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2
                for (Field scope : fields(resource.bytes(), 2)) {
                    fields(scope.bytes(), 2).forEach(span -> spans.add(span(service, span.bytes())));
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /**
     * ResourceSpans.resource = 1, Resource.attributes = 1, KeyValue.key = 1 and value = 2, AnyValue.string_value = 1.
     */
    private static String service(Field resource) {
        for (Field attributes : fields(resource.bytes(), 1)) {
            for (Field attribute : fields(attributes.bytes(), 1)) {
                if (text(attribute.bytes(), 1).equals("service.name")) {
                    return text(fields(attribute.bytes(), 2).get(0).bytes(), 1);
                }
            }
        }
        return "";
    }

    /** Span.trace_id = 1, span_id = 2, parent_span_id = 4, name = 5. */
    private static Span span(String service, byte[] bytes) {
        return new Span(
                service,
                hex(bytes, 1),
                hex(bytes, 2),
                hex(bytes, 4),
                text(bytes, 5),
                new String(bytes, StandardCharsets.UTF_8));
    }

    private static String hex(byte[] message, int number) {
        List<Field> found = fields(message, number);
        return found.isEmpty() ? "" : HexFormat.of().formatHex(found.get(0).bytes());
    }

    private static String text(byte[] message, int number) {
        List<Field> found = fields(message, number);
        return found.isEmpty() ? "" : new String(found.get(0).bytes(), StandardCharsets.UTF_8);
    }

    private record Field(byte[] bytes) {}

    /** The fields of a message that have a number and a length: messages, texts and bytes. */
    private static List<Field> fields(byte[] message, int wanted) {
        List<Field> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    if (key >>> 3 == wanted) {
                        found.add(new Field(bytes));
                    }
                }
                case 5 -> in.getInt();
                default -> throw new IllegalArgumentException("no wire type of protobuf: " + (key & 7));
            }
        }
        return found;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}

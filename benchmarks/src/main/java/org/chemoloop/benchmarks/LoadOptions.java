package org.chemoloop.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a load run is asked to do, within bounds. */
record LoadOptions(
        InetSocketAddress address,
        List<Integer> connections,
        Duration perStage,
        Duration warmUp,
        LoadMessages.Kind kind,
        boolean enhanced,
        Map<String, Long> processes) {

    static final String USAGE = """
            [HOST:]PORT [--connections 1,8,32] [--seconds 20] [--warm-up 30] [--message adt|rde] [--enhanced]
            [--pid NAME=PID]…   loopback only, at most 256 connections and 600 s a stage\
            """;

    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_SECONDS = 600;

    static LoadOptions parse(String... arguments) {
        var connections = List.of(1, 8, 32);
        var seconds = 20;
        var warmUp = 30;
        var kind = LoadMessages.Kind.ADT;
        var enhanced = false;
        var processes = new LinkedHashMap<String, Long>();
        var words = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--enhanced" -> enhanced = true;
                case "--connections" -> connections = numbers(valueOf(arguments, ++i));
                case "--seconds" -> seconds = bounded(valueOf(arguments, ++i), MOST_SECONDS);
                case "--warm-up" -> warmUp = bounded(valueOf(arguments, ++i), MOST_SECONDS);
                case "--message" -> kind = LoadMessages.Kind.named(valueOf(arguments, ++i));
                case "--pid" -> {
                    String[] named = valueOf(arguments, ++i).split("=", 2);
                    processes.put(named[0], Long.valueOf(named[named.length - 1]));
                }
                default -> words.add(arguments[i]);
            }
        }
        if (words.size() != 1) {
            throw new IllegalArgumentException(USAGE);
        }
        return new LoadOptions(
                loopback(words.get(0)),
                connections,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                kind,
                enhanced,
                processes);
    }

    /** The same in the enhanced mode on so many connections. */
    LoadOptions only(int lines) {
        return new LoadOptions(address, List.of(lines), perStage, warmUp, kind, true, processes);
    }

    private static String valueOf(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments[at];
    }

    private static List<Integer> numbers(String list) {
        return List.of(list.split(",")).stream()
                .map(number -> bounded(number, MOST_CONNECTIONS))
                .toList();
    }

    private static int bounded(String number, int most) {
        int value = Integer.parseInt(number.strip());
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(number + " is outside 0.." + most + "\n" + USAGE);
        }
        return value;
    }

    /** Somebody else's listener is nothing to try a load on. */
    private static InetSocketAddress loopback(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : hostAndPort.substring(0, colon);
        var address = new InetSocketAddress(host, Integer.parseInt(hostAndPort.substring(colon + 1)));
        InetAddress resolved = address.getAddress();
        if (resolved == null || !resolved.isLoopbackAddress()) {
            throw new IllegalArgumentException(host + " is not this machine\n" + USAGE);
        }
        return address;
    }
}

package org.chemoloop.routes.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for MLLP connections: one blocking thread each, one message in flight each, the rest stays in the socket.
 *
 * <p>Beyond the connection limit nothing is reset: new connections wait in the backlog until another one ends.
 */
final class MllpListener {
    private static final Logger log = LoggerFactory.getLogger(MllpListener.class);
    private static final int BACKLOG = 128;
    private static final Duration LAST_ANSWER = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String name;
    private final MllpLimits limits;
    private final FrameHandler handler;
    private final ServerSocketFactory sockets;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile Semaphore free;
    private volatile @Nullable ServerSocket listening;

    MllpListener(String name, MllpLimits limits, FrameHandler handler, ServerSocketFactory sockets) {
        this.name = name;
        this.limits = limits;
        this.handler = handler;
        this.sockets = sockets;
        this.free = new Semaphore(limits.connections());
    }

    void start(String host, int port) throws IOException {
        // A new count, because stopping has taken every permit of the old one.
        Semaphore permits = new Semaphore(limits.connections());
        free = permits;
        ServerSocket socket = sockets.createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        listening = socket;
        thread(() -> accept(socket, permits), "mllp-" + name + "-accept").start();
        log.info("listening channel={} address={}", name, socket.getLocalSocketAddress());
    }

    private void accept(ServerSocket socket, Semaphore free) {
        int number = 0;
        while (!socket.isClosed()) {
            boolean admitted = false;
            try {
                free.acquire();
                admitted = true;
                Connection connection = new Connection(socket.accept(), free);
                open.add(connection);
                thread(connection, "mllp-" + name + "-" + ++number).start();
                admitted = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    log.warn("accept failed channel={} reason={}", name, e.getMessage());
                    // Too many open files, say: trying again at once would only burn the processor.
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } finally {
                if (admitted) {
                    free.release();
                }
            }
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Takes no more messages, lets those in flight get their answers, then closes. */
    void stop() throws IOException, InterruptedException {
        ServerSocket socket = listening;
        if (socket == null) {
            return;
        }
        listening = null;
        socket.close();
        open.forEach(Connection::finish);
        // Every permit is free again when the last connection has ended.
        if (!free.tryAcquire(limits.connections(), LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
            open.forEach(Connection::close);
        }
    }

    int connections() {
        return open.size();
    }

    boolean isListening() {
        return listening != null;
    }

    int port() {
        ServerSocket socket = listening;
        return socket == null ? 0 : socket.getLocalPort();
    }

    private final class Connection implements Runnable {
        private final Socket socket;
        private final Semaphore free;
        private boolean answering;
        private boolean finishing;

        Connection(Socket socket, Semaphore free) {
            this.socket = socket;
            this.free = free;
        }

        @Override
        public void run() {
            try (socket) {
                // A peer that vanished without a word is found by the keep-alive probes of the system.
                socket.setKeepAlive(true);
                socket.setTcpNoDelay(true);
                String certificate = MllpSockets.shakeHands(socket, limits.readTimeout());
                // A line may be silent for hours between messages, but not in the middle of one.
                FrameReader frames = new FrameReader(socket, limits.maxFrame(), Duration.ZERO, limits.readTimeout());
                byte[] frame = next(frames, certificate);
                while (frame != null && begin()) {
                    reply(handler.answer(frame, certificate, false));
                    if (!end()) {
                        return;
                    }
                    frame = next(frames, certificate);
                }
            } catch (SocketTimeoutException e) {
                log.warn("closed channel={} peer={} reason=silence inside a frame or a TLS handshake", name, peer());
            } catch (SSLException e) {
                log.warn("closed channel={} peer={} reason=TLS: {}", name, peer(), e.getMessage());
            } catch (IOException e) {
                log.debug("closed channel={} peer={} reason={}", name, peer(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.error("closed channel={} peer={} reason=no answer", name, peer(), e);
            } finally {
                open.remove(this);
                free.release();
            }
        }

        private byte @Nullable [] next(FrameReader frames, String certificate) throws Exception {
            try {
                return frames.next();
            } catch (FrameTooLargeException e) {
                log.warn("refused channel={} peer={} reason={}", name, peer(), e.getMessage());
                reply(handler.answer(e.beginning(), certificate, true));
                socket.shutdownOutput();
                frames.drain(4L * limits.maxFrame(), DRAIN);
                return null;
            }
        }

        private void reply(byte @Nullable [] answer) throws IOException {
            if (answer != null) {
                socket.getOutputStream().write(FrameReader.framed(answer));
            }
        }

        private synchronized boolean begin() {
            answering = !finishing;
            return answering;
        }

        private synchronized boolean end() {
            answering = false;
            return !finishing;
        }

        synchronized void finish() {
            finishing = true;
            if (!answering) {
                close();
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                log.debug("close failed channel={} reason={}", name, e.getMessage());
            }
        }

        private Object peer() {
            return socket.getRemoteSocketAddress();
        }
    }
}

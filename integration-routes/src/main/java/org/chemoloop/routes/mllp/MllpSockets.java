package org.chemoloop.routes.mllp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.time.Duration;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of all MLLP connections: plain, or TLS in which each side shows a certificate.
 *
 * @param listening for the listeners
 * @param sending for the senders
 */
public record MllpSockets(ServerSocketFactory listening, SocketFactory sending) {

    /** Without encryption, for connections that do not leave a protected network. */
    public static MllpSockets plain() {
        return new MllpSockets(ServerSocketFactory.getDefault(), SocketFactory.getDefault());
    }

    /** TLS with our key and those certificates (PKCS 12) that we trust. */
    public static MllpSockets tls(Path keyStore, Path trustStore, char[] password)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore, password), password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(load(trustStore, password));
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return new MllpSockets(new MutualTls(tls.getServerSocketFactory()), tls.getSocketFactory());
    }

    /**
     * Ends the handshake before anything is read, so that a peer that says nothing can't hold a connection for ever.
     *
     * @return the common name of the certificate that the peer has shown; empty without TLS
     * @throws IOException also when the certificate is none that we trust
     */
    static String shakeHands(Socket socket, Duration patience) throws IOException {
        if (!(socket instanceof SSLSocket)) {
            return "";
        }
        SSLSocket encrypted = (SSLSocket) socket;
        encrypted.setSoTimeout(Math.toIntExact(patience.toMillis()));
        encrypted.startHandshake();
        return commonName(encrypted.getSession().getPeerPrincipal());
    }

    private static String commonName(Principal owner) throws IOException {
        try {
            return new LdapName(owner.getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            throw new SSLException("the certificate's owner can't be read: " + owner.getName(), e);
        }
    }

    /** Has the counterpart's certificate checked against the name by which we call it (RFC 2818). */
    static void expectName(Socket socket) {
        if (socket instanceof SSLSocket) {
            SSLParameters parameters = ((SSLSocket) socket).getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            ((SSLSocket) socket).setSSLParameters(parameters);
        }
    }

    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    /** Asks every client for its certificate. */
    private static final class MutualTls extends ServerSocketFactory {
        private final SSLServerSocketFactory sockets;

        MutualTls(SSLServerSocketFactory sockets) {
            this.sockets = sockets;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return asking(sockets.createServerSocket());
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return asking(sockets.createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return asking(sockets.createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address)
                throws IOException {
            return asking(sockets.createServerSocket(port, backlog, address));
        }

        private static ServerSocket asking(ServerSocket socket) {
            ((SSLServerSocket) socket).setNeedClientAuth(true);
            return socket;
        }
    }
}

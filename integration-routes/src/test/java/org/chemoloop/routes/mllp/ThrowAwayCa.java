package org.chemoloop.routes.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority for one test, made with the keytool of this Java. */
final class ThrowAwayCa {
    static final String PASSWORD = "only-for-tests";

    private final Path folder;
    private final Path store;

    ThrowAwayCa(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("ca.p12");
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Throw-away CA", "-ext", "bc=ca:true", "-keystore", store);
        keytool("-exportcert", "-alias", "ca", "-file", certificate(), "-keystore", store);
    }

    private Path certificate() {
        return folder.resolve("ca.cer");
    }

    /** A store in which only the certificate of this authority is. */
    Path trust() throws Exception {
        Path trust = folder.resolve("trust.p12");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", certificate(), "-keystore", trust);
        return trust;
    }

    /** A key of somebody whose certificate this authority has signed, valid for the loopback address. */
    Path keyOf(String name) throws Exception {
        Path keys = folder.resolve(name + ".p12");
        Path request = folder.resolve(name + ".csr");
        Path signed = folder.resolve(name + ".cer");
        keytool("-genkeypair", "-alias", "own", "-dname", "CN=" + name, "-keystore", keys);
        keytool("-certreq", "-alias", "own", "-file", request, "-keystore", keys);
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-ext",
                "san=ip:127.0.0.1",
                "-infile",
                request,
                "-outfile",
                signed,
                "-keystore",
                store);
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", certificate(), "-keystore", keys);
        keytool("-importcert", "-alias", "own", "-file", signed, "-keystore", keys);
        return keys;
    }

    /** A key that nobody has signed. */
    Path strangersKey() throws Exception {
        Path keys = folder.resolve("stranger.p12");
        keytool("-genkeypair", "-alias", "own", "-dname", "CN=his", "-ext", "san=ip:127.0.0.1", "-keystore", keys);
        return keys;
    }

    private static void keytool(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}

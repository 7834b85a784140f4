package org.chemoloop.benchmarks;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The best-known open converter (io.github.linuxforhealth:hl7v2-fhir-converter), behind a class loader of its own: it
 * brings another HAPI FHIR than ours.
 */
final class Peer {
    private final ClassLoader loader;
    private final Object converter;
    private final Method convert;

    private Peer(ClassLoader loader, Object converter, Method convert) {
        this.loader = loader;
        this.converter = converter;
        this.convert = convert;
    }

    /** @param libraries the folder with its jars */
    static Peer load(Path libraries) throws IOException, ReflectiveOperationException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> found = Files.list(libraries)) {
            for (Path jar : found.filter(path -> path.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        ClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> type = Class.forName("io.github.linuxforhealth.hl7.HL7ToFHIRConverter", true, loader);
        return new Peer(loader, type.getConstructor().newInstance(), type.getMethod("convert", String.class));
    }

    /** The Bundle as JSON. */
    String convert(String message) throws IllegalAccessException, InvocationTargetException {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (String) convert.invoke(converter, message);
        } finally {
            thread.setContextClassLoader(ours);
        }
    }
}

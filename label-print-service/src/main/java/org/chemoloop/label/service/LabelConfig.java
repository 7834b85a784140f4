package org.chemoloop.label.service;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this service. */
@StaticInitSafe
@ConfigMapping(prefix = "chemoloop.label")
public interface LabelConfig {

    /** Where the FHIR server is, without {@code /fhir}; several copies separated by commas, the nearest first. */
    List<URI> fhirServer();

    /** The name at the top of a label where the visit names no place. */
    @WithDefault("日间化疗中心")
    String centre();

    /** How long to wait for a connection to the FHIR server. */
    @WithDefault("3s")
    Duration connectWithin();

    /** Seven digits of the hospital at GS1: the DataMatrix of a wristband is then a GS1 element string. */
    Optional<String> gs1CompanyPrefix();

    /** {@code NAME,ADDRESS,LANGUAGE,DPI,PLACE[,STOCK]}, several separated by semicolons. */
    String printers();

    /** How long a printer may take for a label. */
    @WithDefault("10s")
    Duration printerPatience();

    /** Where the file with the secret of the client {@code label} is. */
    String secretsDir();
}

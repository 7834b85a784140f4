package org.chemoloop.fhir.outbox;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where the broker is and how to log in.
 *
 * @param password empty: the secret {@code broker} of the secrets directory
 */
@Component
record BrokerProperties(
        @Value("${chemoloop.broker.url}") String url,
        @Value("${chemoloop.broker.user}") String user,
        @Value("${chemoloop.broker.password}") String password,
        @Value("${chemoloop.secrets-dir}") Path secretsDir) {}

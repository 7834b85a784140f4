package org.chemoloop.routes.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.Test;

/** A broker on Kubernetes keeps messages as the one on one machine does. */
class BrokerOfKubernetesTest {

    @Test
    void hasTheSettingsOfTheEmbeddedOne() throws Exception {
        Configuration there;
        try (InputStream file = Files.newInputStream(Path.of("..", "k8s", "overlays", "demo", "artemis-broker.xml"))) {
            there = new FileConfigurationParser().parseMainConfig(file);
        }
        assertThat(there.isPersistenceEnabled()).isTrue();
        assertThat(there.isJournalSyncTransactional()).isTrue();
        assertThat(there.isJournalSyncNonTransactional()).isTrue();
        assertThat(there.getMaxDiskUsage()).isEqualTo(EmbeddedBroker.MOST_DISK_USAGE);
        AddressSettings here = EmbeddedBroker.settings();
        AddressSettings all = there.getAddressSettings().get("#");
        assertThat(all.getAddressFullMessagePolicy()).isEqualTo(here.getAddressFullMessagePolicy());
        assertThat(all.getMaxSizeBytes()).isEqualTo(here.getMaxSizeBytes());
        assertThat(all.getDefaultGroupBuckets()).isEqualTo(here.getDefaultGroupBuckets());
        assertThat(all.getMaxDeliveryAttempts()).isEqualTo(here.getMaxDeliveryAttempts());
        assertThat(all.isAutoDeleteQueues()).isEqualTo(here.isAutoDeleteQueues());
        assertThat(all.isAutoDeleteAddresses()).isEqualTo(here.isAutoDeleteAddresses());
    }
}

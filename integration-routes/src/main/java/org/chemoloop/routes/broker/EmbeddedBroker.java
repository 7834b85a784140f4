package org.chemoloop.routes.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Artemis in this process: every message is on the disk before its sender goes on. */
public final class EmbeddedBroker {
    public static final String LOOPBACK = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String ROLE = "parts";
    private static final long MEMORY = 64L * 1024 * 1024;
    private static final long MEMORY_PER_QUEUE = 16L * 1024 * 1024;
    /** How long the first of several messages waits for the others to share its flush with. */
    private static final Duration FLUSH_WITHIN = Duration.ofNanos(500_000);
    /** Patients share this many groups, or the broker would remember each patient for ever. */
    private static final int GROUPS = 1024;

    private static final Duration LOCK_WITHIN = Duration.ofSeconds(15);

    static final int MOST_DISK_USAGE = 98;
    private static final Duration LOOK_AT_DISK = Duration.ofSeconds(2);

    private final String intake;
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int number = NUMBER.incrementAndGet();

    /** @param intake the one queue that takes nothing when the disk is nearly full */
    public EmbeddedBroker(
            Path data, String bind, int port, String user, String password, Set<String> queues, String intake) {
        this.intake = intake;
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(user, password);
        users.addRole(user, ROLE);
        server.setConfiguration(configuration(data, bind, port, queues));
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    }

    private Configuration configuration(Path data, String bind, int port, Set<String> queues) {
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setName("chemoloop")
                    .setPersistenceEnabled(true)
                    .setJournalDirectory(data.resolve("journal").toString())
                    .setBindingsDirectory(data.resolve("bindings").toString())
                    .setPagingDirectory(data.resolve("paging").toString())
                    .setLargeMessagesDirectory(data.resolve("large-messages").toString())
                    .setNodeManagerLockDirectory(data.resolve("lock").toString())
                    .setJournalLockAcquisitionTimeout(LOCK_WITHIN.toMillis())
                    .setJournalType(LibaioContext.isLoaded() ? JournalType.ASYNCIO : JournalType.NIO)
                    .setJournalSyncTransactional(true)
                    .setJournalSyncNonTransactional(true)
                    .setJournalBufferTimeout_NIO((int) FLUSH_WITHIN.toNanos())
                    .setJournalBufferTimeout_AIO((int) FLUSH_WITHIN.toNanos())
                    .setGlobalMaxSize(MEMORY)
                    .setMaxDiskUsage(MOST_DISK_USAGE)
                    .setDiskScanPeriod((int) LOOK_AT_DISK.toMillis())
                    .setJMXManagementEnabled(false)
                    .setSecurityEnabled(true)
                    .addAcceptorConfiguration("in-vm", url())
                    .addAcceptorConfiguration("parts", "tcp://" + bind + ":" + port + "?protocols=CORE");
            configuration.putSecurityRoles("#", Set.of(everything()));
            configuration.addAddressSetting("#", settings());
            queues.forEach(queue -> configuration.addAddressConfiguration(new CoreAddressConfiguration()
                    .setName(queue)
                    .addRoutingType(RoutingType.ANYCAST)
                    .addQueueConfiguration(QueueConfiguration.of(queue)
                            .setAddress(queue)
                            .setRoutingType(RoutingType.ANYCAST)
                            .setDurable(true))));
            return configuration;
        } catch (Exception e) {
            throw new IllegalStateException("the broker cannot be configured", e);
        }
    }

    /** One person of trust: the parts of this installation. */
    private static Role everything() {
        return new Role(ROLE, true, true, true, true, true, true, true, true, true, true, false, false);
    }

    static AddressSettings settings() {
        return new AddressSettings()
                // A long outage of the other side fills the disk, not the memory.
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(MEMORY_PER_QUEUE)
                .setDefaultGroupBuckets(GROUPS)
                // Nothing is ever given up by counting: each consumer decides by the cause.
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(SimpleString.of("dead.letters"))
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    public void start() throws Exception {
        server.start();
        if (!server.getActiveMQServer().isActive()) {
            throw new IllegalStateException("the broker did not start; does another process use its files?");
        }
        server.getActiveMQServer()
                .registerBrokerPlugin(new NoRoom(server.getActiveMQServer(), intake, MOST_DISK_USAGE));
        log.info(
                "broker=started journal={}",
                server.getActiveMQServer().getConfiguration().getJournalType());
    }

    public void stop() throws Exception {
        server.stop();
    }

    public boolean isRunning() {
        return server.getActiveMQServer() != null && server.getActiveMQServer().isActive();
    }

    /** How this process itself connects, without a socket. */
    public String url() {
        return "vm://" + number;
    }
}

package org.chemoloop.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.chemoloop.routes.announce.Deliveries;
import org.chemoloop.routes.audit.ApiAudit;
import org.chemoloop.routes.audit.ApiUses;
import org.chemoloop.routes.audit.AuditRelay;
import org.chemoloop.routes.broker.Queues;
import org.chemoloop.routes.channel.Backlog;
import org.chemoloop.routes.channel.ChannelMetrics;
import org.chemoloop.routes.channel.Channels;
import org.chemoloop.routes.channel.Lines;
import org.chemoloop.routes.channel.Pauses;
import org.chemoloop.routes.codes.UnknownCodes;
import org.chemoloop.routes.correlation.CorrelationFilter;
import org.chemoloop.routes.mllp.MllpOutComponent;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.recover.Archive;
import org.chemoloop.routes.recover.MessageExport;
import org.chemoloop.routes.recover.MessageSearch;
import org.chemoloop.routes.recover.Resend;
import org.chemoloop.routes.submit.FhirStore;
import org.chemoloop.routes.translate.MapWatch;
import org.chemoloop.routes.translate.Translator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What engineers see of the rooms, and may do in them. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {
    private final RoutesProperties settings;

    DeskConfiguration(RoutesProperties settings) {
        this.settings = settings;
    }

    @Bean
    Pauses pauses(JdbcTemplate database, Clock clock) {
        return new Pauses(database, clock);
    }

    @Bean
    CamelContextConfiguration pausedStaysPaused(Pauses pauses) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                pauses.heed(camel.getCamelContextExtension().getContextPlugin(Model.class));
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Nothing: what changes later is the watch's.
            }
        };
    }

    @Bean
    Lines lines(CamelContext camel) {
        return new Lines(camel);
    }

    @Bean
    Queues queues(ActiveMQConnectionFactory broker) {
        return new Queues(broker);
    }

    @Bean
    Channels channels(
            JdbcTemplate database,
            Clock clock,
            Lines lines,
            MllpOutComponent senders,
            FhirStore fhir,
            Queues queues,
            Pauses pauses) {
        return new Channels(new Backlog(database, clock), lines, senders, fhir, queues, pauses);
    }

    @Bean
    MessageSearch messageSearch(JdbcTemplate database, Translator translator) {
        return new MessageSearch(database, translator);
    }

    @Bean
    MessageExport messageExport(JdbcTemplate database, PlatformTransactionManager transactions) {
        return new MessageExport(database, new TransactionTemplate(transactions));
    }

    @Bean
    Archive archive(JdbcTemplate database, PlatformTransactionManager transactions, Clock clock) {
        return new Archive(
                database,
                new TransactionTemplate(transactions),
                settings.messages().archiveAfter(),
                settings.messages().keep(),
                clock);
    }

    @Bean
    Resend resend(
            JdbcTemplate database,
            Archive archive,
            JmsJournal journal,
            JmsTemplate transactional,
            Deliveries deliveries) {
        return new Resend(database, archive, journal, transactional, deliveries);
    }

    @Bean
    UnknownCodes unknownCodes(
            JdbcTemplate database, Translator translator, Resend resend, Clock clock, MeterRegistry meters) {
        return new UnknownCodes(database, translator, resend, clock, meters);
    }

    @Bean
    RoutesBuilder watchChannels(
            Pauses pauses,
            Channels channels,
            ApiUses uses,
            FhirStore fhir,
            Translator translator,
            UnknownCodes codes,
            Archive archive,
            MeterRegistry meters,
            Clock clock) {
        return new WatchRoute(
                pauses,
                new ChannelMetrics(channels, meters, clock),
                new AuditRelay(uses, fhir),
                new MapWatch(settings.mappings(), translator),
                codes,
                archive);
    }

    @Bean
    ApiUses apiUses(JdbcTemplate database) {
        return new ApiUses(database);
    }

    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationOfTheApi() {
        FilterRegistrationBean<CorrelationFilter> first = new FilterRegistrationBean<>(new CorrelationFilter());
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    @Bean
    WebMvcConfigurer auditOfTheApi(ApiUses uses, Clock clock) {
        ApiAudit audit = new ApiAudit(uses, clock, UUID::randomUUID);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(audit).addPathPatterns("/api/**");
            }
        };
    }
}

package org.chemoloop.fhir.server;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How HAPI stores and indexes; every setting that differs from HAPI's default says why. */
@Configuration(proxyBeanMethods = false)
class StoreSettings {

    @Bean
    JpaStorageSettings storageSettings() {
        var settings = new JpaStorageSettings();
        // Smaller index rows (only hashes); can't be changed once there is data.
        settings.setIndexStorageOptimized(true);
        settings.setWriteToSearchParamIdentityTable(false);
        // Nothing in a hospital's record is deleted; this also spares each write the check for a deleted resource.
        settings.setDeleteEnabled(false);
        settings.setExpungeEnabled(false);
        // We use no tags: without them a write has two rows less per profile or tag. Inline keeps what a client sends.
        settings.setTagStorageMode(JpaStorageSettings.TagStorageModeEnum.INLINE);
        // Nobody searches with :text on codes.
        settings.setSuppressStringIndexingInTokens(true);
        // One fifth more CPU per write for ":missing" searches that nobody does.
        settings.setIndexMissingFields(StorageSettings.IndexEnabledEnum.DISABLED);
        // A second scan of the same bag that changes nothing makes no new version.
        settings.setSuppressUpdatesWithNoChange(true);
        // Ids are chosen by us from the identity ("bag-800000000044"); digits alone stay the database's.
        settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ALPHANUMERIC);
        // A search always sees the last commit (see ForceOffsetSearchModeInterceptor); this closes the side door.
        settings.setReuseCachedSearchResultsForMillis(null);
        // The record keeps where a version came from (HL7 v2 message), in the resource's own meta.
        settings.setStoreMetaSourceInformation(
                JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI_AND_REQUEST_ID);
        settings.setAccessMetaSourceInformationFromProvenanceTable(false);
        // Scanned codes travel as logical references (identifier only); a literal one must exist.
        settings.setEnforceReferentialIntegrityOnWrite(true);
        settings.setAllowExternalReferences(true);
        // Entries of a batch run in the caller's thread, where the caller's rights are known.
        settings.setBundleBatchPoolSize(1);
        // Batch jobs, reindexing, value set expansion, bulk export: none is used, so none wakes up.
        settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
        settings.setEnableTaskBulkExportJobExecution(false);
        settings.setEnableTaskBulkImportJobExecution(false);
        settings.setEnableTaskPreExpandValueSets(false);
        settings.setEnableTaskResourceReindexing(false);
        settings.setPreExpandValueSets(false);
        settings.setStatusBasedReindexingDisabled(true);
        return settings;
    }

    @Bean
    PartitionSettings partitionSettings() {
        var settings = new PartitionSettings();
        settings.setDefaultPartitionId(null);
        return settings;
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        // Announcements leave by the outbox, not by HAPI's subscriptions: a dead receiver there holds up the others.
        return new SubscriptionSettings();
    }
}

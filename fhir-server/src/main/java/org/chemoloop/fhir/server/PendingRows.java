package org.chemoloop.fhir.server;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends the index rows of updated resources to the database before a new resource is added to the same transaction.
 *
 * <p>HAPI has Hibernate sort inserts by table, tables by their first appearance, and its index rows do not tell
 * Hibernate which resource they belong to. An index row that an update has left pending (a token that the resource did
 * not have before) would so pull the index rows of the new resource in front of the new resource itself, and PostgreSQL
 * refuses: HAPI-0550, {@code fk_sp_token_res}. HAPI's own transactions create before they update and never see it; a
 * write of ours in the middle of another, of a seat or a booking, may.
 */
@Component
class PendingRows {

    private final IInterceptorService store;
    private final EntityManagerFactory entityManagers;

    PendingRows(IInterceptorService store, EntityManagerFactory entityManagers) {
        this.store = store;
        this.entityManagers = entityManagers;
    }

    @PostConstruct
    void hang() {
        store.registerInterceptor(this);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated() {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.hasResource(this)) {
            Pending pending = new Pending();
            pending.resume();
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(entityManagers);
            if (session != null) {
                session.flush();
            }
        }
    }

    /** Marks a transaction in which something was updated, and no other that the same thread opens meanwhile. */
    private final class Pending implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(PendingRows.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PendingRows.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PendingRows.this);
        }
    }
}

package org.chemoloop.fhir.server.rows;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers which resources this transaction has read, written or missed, so that none is looked up twice, and keeps
 * what HAPI holds of the same transaction in step with them.
 *
 * <p>Who writes on what has changed meanwhile hears of a conflict, so a second look would only move the moment.
 */
@Component
public class SeenRows {

    private final IInterceptorService store;
    private final EntityManagerFactory entityManagers;
    private final UnsentRows unsent;

    SeenRows(IInterceptorService store, EntityManagerFactory entityManagers, UnsentRows unsent) {
        this.store = store;
        this.entityManagers = entityManagers;
        this.unsent = unsent;
    }

    @PostConstruct
    void hang() {
        store.registerInterceptor(this);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        forget(resource);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource after) {
        forget(after);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void deleted(IBaseResource resource) {
        forget(resource);
    }

    /** HAPI writes it itself: what we know of its version is no longer true. */
    private void forget(IBaseResource resource) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Seen seen) {
            seen.rows.remove(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
    }

    /** The row of a resource, empty when there is none; null when nobody has looked yet. */
    @Nullable
    @SuppressWarnings("NullableOptional") // three answers
    Optional<ResourceRow> look(String literal) {
        return ofThisTransaction().get(literal);
    }

    @Nullable
    ResourceRow get(String literal) {
        return ofThisTransaction().getOrDefault(literal, Optional.empty()).orElse(null);
    }

    void put(ResourceRow row) {
        ofThisTransaction().put(row.literal(), Optional.of(row));
    }

    void putMissing(String literal) {
        ofThisTransaction().put(literal, Optional.empty());
    }

    /** Whoever has just got a lock has to see what the one before did under it. */
    public void reread() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Seen seen) {
            unsent.send();
            seen.rows.clear();
        }
    }

    private Map<String, Optional<ResourceRow>> ofThisTransaction() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Seen seen) {
            return seen.rows;
        }
        Seen seen = new Seen();
        seen.resume();
        TransactionSynchronizationManager.registerSynchronization(seen);
        return seen.rows;
    }

    /** Sends what HAPI has changed in this transaction and not sent yet. */
    void flush() {
        EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(entityManagers);
        if (session != null) {
            session.flush();
        }
    }

    /**
     * Makes HAPI let go of a resource that it has read in this transaction: it is older than what we have written. Only
     * of that one, as we may be called in the middle of HAPI's write of another.
     */
    void release(long pid) {
        EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(entityManagers);
        if (session != null) {
            List.copyOf(session.unwrap(SharedSessionContractImplementor.class)
                            .getPersistenceContext()
                            .getEntitiesByKey()
                            .values())
                    .stream()
                    .filter(held -> held instanceof ResourceTable resource
                            && resource.getId().getId() == pid)
                    .forEach(session::detach);
        }
    }

    private final class Seen implements TransactionSynchronization {

        private final Map<String, Optional<ResourceRow>> rows = new HashMap<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(SeenRows.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(SeenRows.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(SeenRows.this);
        }
    }
}

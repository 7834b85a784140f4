package org.chemoloop.fhir.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chemoloop.fhir.server.rows.WriteListener;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes what a transaction wrote, in that same transaction: one row, however many resources. It hangs on the store, so
 * that no way to write goes round it.
 */
@Component
class AuditWrites implements WriteListener {

    private final IInterceptorService store;
    private final AuditTable table;
    private final Clock clock;

    AuditWrites(IInterceptorService store, AuditTable table, Clock clock) {
        this.store = store;
        this.table = table;
        this.clock = clock;
    }

    @PostConstruct
    void hang() {
        store.registerInterceptor(this);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        note(resource.fhirType(), resource.getIdElement().getIdPart(), "C");
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource after) {
        note(after.fhirType(), after.getIdElement().getIdPart(), "U");
    }

    @Override
    public void written(Resource resource, boolean created) {
        note(resource.fhirType(), resource.getIdElement().getIdPart(), created ? "C" : "U");
    }

    private void note(String type, String id, String action) {
        if (type.equals("AuditEvent")) {
            return;
        }
        var asker = Asker.ofThisRequest();
        if (asker.address().isEmpty()) {
            return; // what the server brings along at its start
        }
        Written written = (Written) TransactionSynchronizationManager.getResource(this);
        if (written == null) {
            written = new Written(asker, action);
            TransactionSynchronizationManager.bindResource(this, written);
            TransactionSynchronizationManager.registerSynchronization(written);
        }
        written.what.add(type + "/" + id);
    }

    /** What the transaction of this thread has written so far. */
    private final class Written implements TransactionSynchronization {

        private final Asker asker;
        private final String action;
        private final Set<String> what = new LinkedHashSet<>();

        private Written(Asker asker, String action) {
            this.asker = asker;
            this.action = action;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            String one = action.equals("C") ? "create" : "update";
            table.add(List.of(
                    new AuditRow(clock.instant(), asker, action, what.size() == 1 ? one : "transaction", "", what)));
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AuditWrites.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AuditWrites.this, this);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(AuditWrites.this);
        }
    }
}

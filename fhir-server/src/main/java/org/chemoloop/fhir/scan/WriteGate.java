package org.chemoloop.fhir.scan;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.annotation.PostConstruct;
import java.util.List;
import java.util.Set;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The last door before the database: whatever way a write comes (POST, PUT, PATCH, DELETE, an entry of a Bundle, an
 * operation), a bag's resources are only changed by what the loop has decided. It hangs on the store and not on the
 * endpoint, so that a new way to write is closed until somebody opens it.
 */
@Component
class WriteGate {

    static final Set<String> ONLY_BY_THE_LOOP = Set.of("Task", "MedicationDispense", "MedicationAdministration");

    private final IInterceptorService store;
    private final List<WriteRule> rules;

    WriteGate(IInterceptorService store, List<WriteRule> rules) {
        this.store = store;
        this.rules = rules;
    }

    @PostConstruct
    void hang() {
        store.registerInterceptor(this);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void create(IBaseResource resource, @Nullable RequestDetails request) {
        check(request, resource);
        if (request != null && !OwnWrite.isMarked(request)) {
            rules.forEach(rule -> rule.created(resource, request));
        }
    }

    /** Where {@link #create} hangs the resource may still be refused; here it is stored and has its id. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void stored(IBaseResource resource, @Nullable RequestDetails request) {
        if (request != null && !OwnWrite.isMarked(request)) {
            rules.forEach(rule -> rule.stored(resource, request));
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void update(@Nullable IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
        check(request, after);
        if (before != null) {
            check(request, before);
        }
        if (before != null && request != null && !OwnWrite.isMarked(request)) {
            rules.forEach(rule -> rule.updated(before, after, request));
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    public void delete(IBaseResource resource, @Nullable RequestDetails request) {
        check(request, resource); // nothing else is deleted either: the endpoint and the store's settings see to it
    }

    private static void check(@Nullable RequestDetails request, IBaseResource resource) {
        if (ONLY_BY_THE_LOOP.contains(resource.fhirType()) || isBag(resource)) {
            refuse(request, "药袋的记录只能通过扫码步骤更改", "A bag's record is only changed by the steps of the loop");
        }
    }

    private static boolean isBag(IBaseResource resource) {
        return resource instanceof MedicationRequest request
                && (request.getIntent() == MedicationRequestIntent.INSTANCEORDER
                        || request.getIdentifier().stream().anyMatch(id -> Systems.BAG.equals(id.getSystem())));
    }

    private static void refuse(@Nullable RequestDetails request, String zh, String en) {
        if (request != null && OwnWrite.isMarked(request)) {
            return;
        }
        String language = request == null ? null : request.getHeader("Accept-Language");
        throw RefusedScan.answer(Refusal.of(LoopIssue.WRONG_STATE, zh, en), Asking.localeOf(language));
    }
}

package org.chemoloop.fhir.scan;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Set;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Bundles of scans, as a device sends them that was offline: each entry goes to the {@link ScanDesk}. A batch is judged
 * entry by entry, a transaction as a whole. All other Bundles are HAPI's.
 */
@Component
public class BundleEndpoint implements FhirOperation, OwnBinding {

    private static final Set<HTTPVerb> SCANS = Set.of(HTTPVerb.POST, HTTPVerb.PUT);

    private final ScanDesk desk;
    private final IFhirSystemDao<Bundle, Meta> everythingElse;
    private final IHapiTransactionService transactions;

    BundleEndpoint(ScanDesk desk, IFhirSystemDao<Bundle, Meta> everythingElse, IHapiTransactionService transactions) {
        this.desk = desk;
        this.everythingElse = everythingElse;
        this.transactions = transactions;
    }

    @Transaction
    public Bundle transaction(RequestDetails request, @TransactionParam Bundle bundle) {
        if (bundle.getEntry().stream().noneMatch(BundleEndpoint::isScan)) {
            return everythingElse.transaction(request, bundle);
        }
        return bundle.getType() == BundleType.BATCH ? batch(request, bundle) : together(request, bundle);
    }

    private static boolean isScan(BundleEntryComponent entry) {
        return SCANS.contains(entry.getRequest().getMethod())
                && entry.getResource() instanceof DomainResource resource
                && WriteGate.ONLY_BY_THE_LOOP.contains(resource.fhirType());
    }

    private Bundle batch(RequestDetails request, Bundle bundle) {
        Bundle answer = new Bundle().setType(BundleType.BATCHRESPONSE);
        for (BundleEntryComponent entry : bundle.getEntry()) {
            if (isScan(entry)) {
                answer.addEntry(judged(request, entry));
            } else {
                Bundle alone = new Bundle().setType(BundleType.BATCH).addEntry(entry);
                everythingElse.transaction(request, alone).getEntry().forEach(answer::addEntry);
            }
        }
        return answer;
    }

    private BundleEntryComponent judged(RequestDetails request, BundleEntryComponent entry) {
        try {
            return scan(request, entry);
        } catch (BaseServerResponseException refused) {
            BundleEntryComponent answer = new BundleEntryComponent();
            answer.getResponse().setStatus(refused.getStatusCode() + " refused");
            if (refused.getOperationOutcome() instanceof Resource outcome) {
                answer.getResponse().setOutcome(outcome);
            }
            return answer;
        }
    }

    private Bundle together(RequestDetails request, Bundle bundle) {
        if (!bundle.getEntry().stream().allMatch(BundleEndpoint::isScan)) {
            throw new InvalidRequestException("Send scans and other writes in separate transactions, or as a batch");
        }
        return transactions.withRequest(OwnWrite.request()).execute(() -> {
            Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
            bundle.getEntry().forEach(entry -> answer.addEntry(scan(request, entry)));
            return answer;
        });
    }

    private BundleEntryComponent scan(RequestDetails request, BundleEntryComponent entry) {
        String url = entry.getRequest().getUrl();
        String named = entry.getRequest().getMethod() == HTTPVerb.POST
                ? null
                : url.contains("?") ? BagAddress.ofCondition(url) : BagAddress.ofId(new IdType(url));
        MethodOutcome outcome = desk.scan((DomainResource) entry.getResource(), named, request);
        boolean created = Boolean.TRUE.equals(outcome.getCreated());
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.setResource((Resource) outcome.getResource());
        answer.getResponse()
                .setStatus(created ? "201 Created" : "200 OK")
                .setLocation(
                        outcome.getResource().getIdElement().toUnqualified().getValue());
        return answer;
    }
}

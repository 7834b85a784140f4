package org.chemoloop.fhir.order;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.Regrouping.Regrouped;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.Source;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.Locks;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * {@code MedicationRequest/$regroup} (组方) and {@code $split} (拆方): the codes of bags in, the codes of the new bags out;
 * the old codes are void.
 */
@Component
public class RegroupOperations implements FhirOperation {

    private static final int TRIES = 4;

    private final Regrouping regrouping;
    private final Store store;
    private final StoredIdentifiers identifiers;
    private final IHapiTransactionService transactions;
    private final Locks locks;
    private final Clock clock;

    RegroupOperations(
            Regrouping regrouping,
            Store store,
            StoredIdentifiers identifiers,
            IHapiTransactionService transactions,
            Locks locks,
            Clock clock) {
        this.regrouping = regrouping;
        this.store = store;
        this.identifiers = identifiers;
        this.transactions = transactions;
        this.locks = locks;
        this.clock = clock;
    }

    /** @param bags their codes; the first says when the new bag is given */
    @Operation(name = "$regroup", type = MedicationRequest.class)
    public Parameters regroup(
            @OperationParam(name = "bag", min = 2, max = OperationParam.MAX_UNLIMITED) @Nullable List<StringType> bags,
            RequestDetails request) {
        List<BagCode> codes = codes(bags, request);
        return carryOut(codes, request, message -> regrouping.together(codes, message));
    }

    /** @param lines order numbers (ORC-2) of the lines to take out into a bag of their own */
    @Operation(name = "$split", type = MedicationRequest.class)
    public Parameters split(
            @OperationParam(name = "bag", min = 1, max = 1) @Nullable StringType bag,
            @OperationParam(name = "line", min = 1, max = OperationParam.MAX_UNLIMITED) @Nullable
                    List<StringType> lines,
            RequestDetails request) {
        List<BagCode> codes = codes(bag == null ? List.of() : List.of(bag), request);
        Set<String> named = new HashSet<>();
        if (lines != null) {
            lines.forEach(line -> named.add(line.getValue()));
        }
        return carryOut(codes, request, message -> regrouping.apart(codes.get(0), named, message));
    }

    private static List<BagCode> codes(@Nullable List<StringType> said, RequestDetails request) {
        List<BagCode> codes = new ArrayList<>();
        for (StringType text : said == null ? List.<StringType>of() : said) {
            codes.add(BagCode.parse(text.getValue())
                    .orElseThrow(() -> refused(Refusal.of(LoopIssue.UNREADABLE_CODE), request)));
        }
        if (codes.isEmpty()) {
            throw refused(Refusal.of(LoopIssue.UNREADABLE_CODE), request);
        }
        return codes;
    }

    private Parameters carryOut(List<BagCode> codes, RequestDetails request, Function<Message, Regrouped> work) {
        Set<String> keys = new HashSet<>();
        for (BagCode code : codes) {
            keys.add("bag|" + code);
            keys.add("patient|" + patient(code).orElseThrow(() -> refused(Refusal.of(LoopIssue.UNKNOWN_BAG), request)));
        }
        Source source = new Source(new Identifier().setSystem(Terms.sid("scan")).setValue(request.getRequestId()));
        Asking asking = Asking.of(request);
        for (int attempt = 1; ; attempt++) {
            try {
                Regrouped done = Objects.requireNonNull(transactions
                        .withRequest(OwnWrite.request())
                        .execute(() -> {
                            locks.take(keys);
                            Chart chart = new Chart(store, identifiers);
                            return work.apply(new Message(chart, asking.person(), source, clock.instant()));
                        }));
                return answer(done, request);
            } catch (ResourceVersionConflictException | ConcurrencyFailureException conflict) {
                if (attempt == TRIES) {
                    throw conflict;
                }
            }
        }
    }

    private Optional<String> patient(BagCode code) {
        return store.find(MedicationRequest.class, Bags.idOf(code))
                .map(bag -> bag.getSubject().getReferenceElement().getIdPart());
    }

    private static Parameters answer(Regrouped done, RequestDetails request) {
        done.refusal().ifPresent(refusal -> {
            throw refused(refusal, request);
        });
        Parameters answer = new Parameters();
        done.fresh().forEach(code -> answer.addParameter("bag", code.value()));
        for (Remark remark : done.remarks()) {
            CodeableConcept warning = Terms.concept(Terms.LOOP_ISSUE, remark.code(), null)
                    .setText(remark.words().in(Asking.of(request).locale()));
            answer.addParameter().setName("warning").setValue(warning);
        }
        return answer;
    }

    private static RuntimeException refused(Refusal refusal, RequestDetails request) {
        return RefusedScan.answer(refusal, Asking.of(request).locale());
    }
}

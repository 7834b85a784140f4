package org.chemoloop.fhir.access;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.RuleBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.springframework.stereotype.Component;

/**
 * Holds every FHIR request against the {@link AccessTable}: the request, each entry of a Bundle, each resource that
 * leaves.
 */
@Component
@Interceptor(order = -500)
public class AccessInterceptor extends AuthorizationInterceptor {

    /** HAPI would let these through unasked. */
    private static final Set<RestOperationTypeEnum> NOBODY = EnumSet.of(
            RestOperationTypeEnum.DELETE,
            RestOperationTypeEnum.META_ADD,
            RestOperationTypeEnum.META_DELETE,
            RestOperationTypeEnum.GRAPHQL_REQUEST);

    private final Map<Set<Role>, List<IAuthRule>> rules = new ConcurrentHashMap<>();

    @Override
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void incomingRequestPreHandled(RequestDetails request, Pointcut pointcut) {
        if (NOBODY.contains(request.getRestOperationType())) {
            throw refusal("这里不能删除记录", "Nothing is deleted here: a mistake is corrected by a new version");
        }
        super.incomingRequestPreHandled(request, pointcut);
    }

    @Override
    protected void handleDeny(RequestDetails request, Verdict verdict) {
        throw refusal("您没有权限", "Your roles don't allow this");
    }

    private static ForbiddenOperationException refusal(String zh, String en) {
        var outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.FORBIDDEN)
                .setDiagnostics(en)
                .getDetails()
                .setText(zh);
        return new ForbiddenOperationException(en, outcome);
    }

    @Override
    public List<IAuthRule> buildRuleList(RequestDetails request) {
        Set<Role> roles =
                CurrentPerson.ofThisRequest().map(CurrentPerson::roles).orElse(Set.of());
        return rules.computeIfAbsent(roles, AccessInterceptor::rulesOf);
    }

    private static List<IAuthRule> rulesOf(Set<Role> roles) {
        var table = new RuleBuilder();
        table.allow("what the server can").metadata();
        for (Role role : roles) {
            Grant grant = AccessTable.of(role);
            if (grant.reads().equals(AccessTable.EVERYTHING)) {
                table.allow(role.code()).read().allResources().withAnyId();
            } else {
                grant.reads()
                        .forEach(type -> table.allow(role.code())
                                .read()
                                .resourcesOfType(type)
                                .withAnyId());
            }
            if (grant.writes().equals(AccessTable.EVERYTHING)) {
                table.allow(role.code()).write().allResources().withAnyId();
                table.allow(role.code()).createConditional().allResources();
                table.allow(role.code()).updateConditional().allResources();
            } else {
                grant.writes().forEach(type -> {
                    table.allow(role.code()).write().resourcesOfType(type).withAnyId();
                    table.allow(role.code()).createConditional().resourcesOfType(type);
                    table.allow(role.code()).updateConditional().resourcesOfType(type);
                });
            }
            if (!grant.writes().isEmpty()) {
                // Entries and patched resources are then asked for one by one.
                table.allow(role.code()).transaction().withAnyOperation().andApplyNormalRules();
                table.allow(role.code()).patch().allRequests();
            }
            grant.operations()
                    .forEach(name -> table.allow(role.code())
                            .operation()
                            .named(name)
                            .atAnyLevel()
                            .andAllowAllResponses());
        }
        return table.denyAll("your roles don't allow this").build();
    }
}

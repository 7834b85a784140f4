package org.chemoloop.fhir.scan;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.patch.JsonPatchUtils;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.DomainResource;
import org.jspecify.annotations.Nullable;

/** The ways to write one kind of a bag's resources over HTTP; all lead to the {@link ScanDesk}. */
class ScanEndpoint<T extends DomainResource> implements IResourceProvider, FhirOperation, OwnBinding {

    private final Class<T> type;
    private final ScanDesk desk;
    private final Store store;
    private final FhirContext fhir;

    ScanEndpoint(Class<T> type, ScanDesk desk, Store store, FhirContext fhir) {
        this.type = type;
        this.desk = desk;
        this.store = store;
        this.fhir = fhir;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    @Create
    public MethodOutcome create(@ResourceParam T body, RequestDetails request) {
        return desk.scan(body, null, request);
    }

    @Update
    public MethodOutcome update(
            @ResourceParam T body,
            @IdParam @Nullable IIdType id,
            @ConditionalUrlParam @Nullable String condition,
            RequestDetails request) {
        return desk.scan(body, named(id, condition), request);
    }

    @Patch
    public MethodOutcome patch(
            @IdParam @Nullable IIdType id,
            @ConditionalUrlParam @Nullable String condition,
            PatchTypeEnum kind,
            @ResourceParam String patch,
            RequestDetails request) {
        if (kind != PatchTypeEnum.JSON_PATCH) {
            throw new InvalidRequestException("Use application/json-patch+json, or PUT what you want to change");
        }
        String named = named(id, condition);
        T stored = BagCode.parse(named)
                .flatMap(code -> store.find(type, Systems.idOf(code)))
                .orElseThrow(() -> new ResourceNotFoundException("Nothing to patch: " + named));
        return desk.scan(JsonPatchUtils.apply(fhir, stored, patch), named, request);
    }

    private static String named(@Nullable IIdType id, @Nullable String condition) {
        return condition != null ? BagAddress.ofCondition(condition) : BagAddress.ofId(id);
    }
}

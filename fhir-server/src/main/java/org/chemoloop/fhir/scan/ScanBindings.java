package org.chemoloop.fhir.scan;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes HAPI's own write methods for a bag's resources off the endpoint, so that {@link ScanEndpoint} has the word. */
@Component
@Interceptor
public class ScanBindings {

    private static final Set<String> BAG_RESOURCES = Set.of("Task", "MedicationDispense", "MedicationAdministration");

    @Hook(Pointcut.SERVER_PROVIDER_METHOD_BOUND)
    public @Nullable BaseMethodBinding bind(BaseMethodBinding binding) {
        String resource = binding.getResourceName();
        return resource != null && BAG_RESOURCES.contains(resource) && writes(binding) && !isOurs(binding)
                ? null
                : binding;
    }

    private static boolean writes(BaseMethodBinding binding) {
        return switch (binding.getRestOperationType()) {
            case CREATE, UPDATE, PATCH, DELETE, META_ADD, META_DELETE -> true;
            default -> false; // HAPI's enum, not ours
        };
    }

    private static boolean isOurs(BaseMethodBinding binding) {
        return binding.getProvider() instanceof ScanEndpoint;
    }
}

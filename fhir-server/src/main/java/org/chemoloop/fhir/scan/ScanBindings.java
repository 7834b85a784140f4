package org.chemoloop.fhir.scan;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes HAPI's own ways to write a bag's resources and to order one off the endpoint, so that those that are marked as
 * {@link OwnBinding} have the word.
 */
@Component
@Interceptor
public class ScanBindings {

    @Hook(Pointcut.SERVER_PROVIDER_METHOD_BOUND)
    public @Nullable BaseMethodBinding bind(BaseMethodBinding binding) {
        return writesABag(binding) && !isOurs(binding.getProvider()) ? null : binding;
    }

    private static boolean writesABag(BaseMethodBinding binding) {
        String resource = binding.getResourceName();
        boolean ofABag = resource != null && WriteGate.ONLY_BY_THE_LOOP.contains(resource);
        boolean orders = "MedicationRequest".equals(resource);
        return switch (binding.getRestOperationType()) {
            case CREATE -> ofABag || orders;
            case UPDATE, PATCH, DELETE -> ofABag;
            case TRANSACTION -> true;
            default -> false; // HAPI's enum, not ours
        };
    }

    private static boolean isOurs(Object provider) {
        return provider instanceof OwnBinding;
    }
}

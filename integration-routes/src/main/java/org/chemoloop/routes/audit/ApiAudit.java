package org.chemoloop.routes.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.servlet.HandlerInterceptor;

/** Stands before every request to the engineers' API: what can't be written down is not shown. */
public final class ApiAudit implements HandlerInterceptor {
    private static final Pattern MESSAGE = Pattern.compile("/api/messages/([0-9a-fA-F-]{36})(/.*)?");

    private final ApiUses uses;
    private final Clock clock;
    private final Supplier<UUID> ids;

    public ApiAudit(ApiUses uses, Clock clock, Supplier<UUID> ids) {
        this.uses = uses;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getUserPrincipal() instanceof Authentication person) {
            uses.keep(new ApiUse(
                    ids.get(),
                    clock.instant(),
                    person.getName(),
                    roles(person),
                    request.getRemoteAddr(),
                    request.getMethod(),
                    request.getRequestURI(),
                    Objects.requireNonNullElse(request.getQueryString(), ""),
                    message(request.getRequestURI()),
                    List.of()));
        }
        return true;
    }

    private static String roles(Authentication person) {
        return person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .map(role -> role.replace("ROLE_", ""))
                .collect(Collectors.joining(" "));
    }

    private static @Nullable UUID message(String path) {
        Matcher matcher = MESSAGE.matcher(path);
        try {
            return matcher.matches() ? UUID.fromString(matcher.group(1)) : null;
        } catch (IllegalArgumentException e) {
            // No id of a message: the controller will say so.
            return null;
        }
    }
}

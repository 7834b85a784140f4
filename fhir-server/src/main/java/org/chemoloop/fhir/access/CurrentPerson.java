package org.chemoloop.fhir.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** The person or client whose token the current request carries. */
public record CurrentPerson(String name, Set<Role> roles) {

    /** Empty outside a request and for requests that need no token. */
    public static Optional<CurrentPerson> ofThisRequest() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Optional.of(of(token.getToken()))
                : Optional.empty();
    }

    static CurrentPerson of(Jwt token) {
        List<String> codes = token.getClaimAsStringList("roles");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (codes != null) {
            codes.forEach(code -> Role.ofCode(code).ifPresent(roles::add));
        }
        return new CurrentPerson(token.getSubject(), roles);
    }

    public boolean is(Role... any) {
        return List.of(any).stream().anyMatch(roles::contains);
    }

    /** Whether no person but a system of the installation is asking. */
    public boolean isClient() {
        return roles.stream().anyMatch(Role::isClient);
    }

    /** The literal reference of this person's Practitioner. */
    public String practitioner() {
        return practitioner(name);
    }

    /** The Practitioner of a user has its id from the user's name. */
    public static String practitioner(String user) {
        return "Practitioner/user-" + user;
    }
}

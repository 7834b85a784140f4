package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.access.Role;
import org.chemoloop.fhir.loop.Person;
import org.jspecify.annotations.Nullable;

/** Who asks, and in which language the answer should be: taken from the token and the header. */
public record Asking(Person person, Locale locale) {

    public static Asking of(RequestDetails request) {
        return new Asking(ofToken(), localeOf(request.getHeader("Accept-Language")));
    }

    private static Person ofToken() {
        return CurrentPerson.ofThisRequest()
                .map(current -> new Person(
                        current.name(), current.roles().stream().map(Role::code).collect(Collectors.toSet())))
                .orElseThrow(() -> new AuthenticationException("A token is needed to write"));
    }

    /** Chinese unless English is asked for first. */
    public static Locale localeOf(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(range -> range.getRange().split("-")[0])
                    .filter(language -> language.equals("zh") || language.equals("en"))
                    .findFirst()
                    .map(Locale::forLanguageTag)
                    .orElse(Locale.SIMPLIFIED_CHINESE);
        } catch (IllegalArgumentException unreadable) {
            return Locale.SIMPLIFIED_CHINESE;
        }
    }
}

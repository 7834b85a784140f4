package org.chemoloop.fhir.submit;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps a node that was frozen from submitting an old message after later ones of the same patient: each submission may
 * carry a number that grows, and what comes with a smaller one than the last of its group is refused.
 */
@Component
class Places {

    private static final String HEADER = "ChemoLoop-Place";

    private final JdbcTemplate jdbc;

    Places(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A number within a group of messages that take effect in order. */
    record Place(String group, long number) {

        /** From {@code ChemoLoop-Place: NUMBER GROUP}, the group as in a form; whoever has no rivals sends none. */
        static Optional<Place> of(HttpServletRequest request) {
            return Optional.ofNullable(request.getHeader(HEADER)).map(Place::read);
        }

        private static Place read(String header) {
            String[] words = header.split(" ", 2);
            if (words.length < 2 || !words[0].matches("\\d{1,18}")) {
                throw new PreconditionFailedException(HEADER + " is a number, a blank and a group");
            }
            return new Place(URLDecoder.decode(words[1], StandardCharsets.UTF_8), Long.parseLong(words[0]));
        }
    }

    /** Takes the place in the running transaction, so that it is taken only if the submission takes effect. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(Place place) {
        int taken = jdbc.update("""
                insert into loop.submitted as last (ordering_group, number) values (?, ?)
                on conflict (ordering_group) do update set number = excluded.number
                where last.number <= excluded.number""", place.group(), place.number());
        if (taken == 0) {
            throw new PreconditionFailedException("later messages of this group have been submitted already");
        }
    }
}

package org.chemoloop.fhir.access;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The people who may log in, with their roles; passwords are kept as bcrypt hashes only. */
@Component
public class PersonTable {

    private final JdbcTemplate jdbc;
    private final PasswordEncoder passwords;

    PersonTable(JdbcTemplate jdbc, PasswordEncoder passwords) {
        this.jdbc = jdbc;
        this.passwords = passwords;
    }

    public Optional<CurrentPerson> find(String name) {
        return jdbc
                .query(
                        "select roles from loop.person where name = ?",
                        (row, number) -> new CurrentPerson(name, roles(row.getString("roles"))),
                        name)
                .stream()
                .findFirst();
    }

    /** Leaves a person who is already there, and the password, alone. */
    public void addIfMissing(String name, String password, Set<Role> roles) {
        if (find(name).isEmpty()) {
            jdbc.update(
                    "insert into loop.person (name, password_hash, roles) values (?, ?, ?) on conflict do nothing",
                    name,
                    passwords.encode(password),
                    roles.stream().map(Role::code).collect(Collectors.joining(" ")));
        }
    }

    private static Set<Role> roles(String codes) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : codes.split(" ", -1)) {
            Role.ofCode(code).ifPresent(roles::add);
        }
        return roles;
    }
}

package org.chemoloop.fhir.outbox;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay's own transactions: plain JDBC, because it touches no FHIR resource. */
@Component
class RelayTransaction implements TransactionOperations {

    private final TransactionTemplate template;

    RelayTransaction(DataSource dataSource) {
        // Not a bean: a second transaction manager would make HAPI's choice ambiguous.
        this.template = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public <T> T execute(TransactionCallback<T> action) throws TransactionException {
        return template.execute(action);
    }
}

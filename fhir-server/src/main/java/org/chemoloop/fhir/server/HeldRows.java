package org.chemoloop.fhir.server;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;

/** The rows that Hibernate holds in memory while a transaction goes on. */
@Component
public class HeldRows {

    private final EntityManagerFactory entityManagers;

    HeldRows(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    /**
     * Sends all rows of the transaction and lets go of them. Before every query Hibernate looks through each row that
     * it holds: with 200 orders in a message that took minutes.
     */
    public void settle() {
        EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(entityManagers);
        if (session != null) {
            session.flush();
            session.clear();
        }
    }
}

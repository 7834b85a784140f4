package org.chemoloop.fhir.order;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What a site bears when a doctor changes or cancels what is mixed already (domain.md §5.2: by site policy): the bag is
 * thrown away, or the doctor hears that it is too late.
 */
@Component
record MadeBagPolicy(
        @Value("${chemoloop.orders.change-made-bags:true}") boolean changesMadeBags,

        @Value("${chemoloop.orders.cancel-compounded-bags:true}")
        boolean cancelsCompoundedBags) {}

package org.chemoloop.routes.translate;

/**
 * Ties one ORC of the message to its entry in the Bundle, so that the answer can speak about each order.
 *
 * @param entryIndex index of the MedicationRequest or MedicationDispense in the Bundle
 * @param orderControl ORC-1
 * @param placerRaw ORC-2 as sent
 * @param fillerRaw ORC-3 as sent
 * @param groupRaw ORC-4 as sent
 * @param segmentLocation the ORC as ERR-2 names it, e.g. {@code ORC^2}
 */
public record OrderEntry(
        int entryIndex,
        String orderControl,
        String placerRaw,
        String fillerRaw,
        String groupRaw,
        String segmentLocation) {}

package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.translate.Entries.Entry;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Tells by the identities of the maps which real thing a resource is, and whether this message has it already. */
final class Identification {
    private final Reading reading;
    private final Entries entries;

    Identification(Reading reading, Entries entries) {
        this.reading = reading;
        this.entries = entries;
    }

    @Nullable
    Identifier of(MessageMap.Making making, Segment segment, Resource resource) {
        Identifier taken = null;
        for (SegmentMap segmentMap : making.maps()) {
            for (Identity identity : segmentMap.identities()) {
                Identifier found = identity.find(reading, segment, resource);
                if (found == null) {
                    continue;
                }
                if (making.orders() || !isTaken(making, found, resource)) {
                    return Entries.carried(found, resource);
                }
                taken = taken == null ? found : taken;
            }
        }
        return taken == null ? null : Entries.carried(taken, resource);
    }

    /** Whether another thing of this message has the identity: then a more exact one has to tell them apart. */
    private boolean isTaken(MessageMap.Making making, Identifier identity, Resource resource) {
        Entry entry = entries.find(making.makes(), identity);
        if (entry == null) {
            return false;
        }
        Resource candidate = resource.copy();
        Entries.carried(identity, candidate);
        return !sameContent(candidate, entry);
    }

    void missing(MessageMap.Making making, Segment segment) {
        List<FieldRef> refs = new ArrayList<>();
        for (SegmentMap segmentMap : making.maps()) {
            segmentMap.identities().forEach(identity -> refs.addAll(identity.refs()));
            if (refs.isEmpty()) {
                segmentMap.rowsTo("identifier").forEach(row -> refs.add(row.from()));
            }
        }
        List<String> names = refs.stream()
                .map(ref -> ref.segment() + "-" + ref.field())
                .distinct()
                .toList();
        String location = refs.isEmpty()
                ? segment.location()
                : segment.location(refs.get(0).field(), 1, 1);
        String fields = String.join(" or ", names);
        if (making.needed() != null) {
            reading.find(Finding.error(
                    Finding.REQUIRED_FIELD,
                    location,
                    fields + " must be valued: without it nobody can tell which " + making.makes() + " is meant."));
        } else {
            reading.find(Finding.warning(
                    Finding.REQUIRED_FIELD,
                    location,
                    "This " + making.makes() + " is left out: " + fields + " must be valued to tell which one it is."));
        }
    }

    /** A diagnosis that stands under each of twenty orders is one diagnosis. */
    static boolean sameContent(Resource resource, Entry entry) {
        return resource.equalsDeep(entry.resource());
    }
}

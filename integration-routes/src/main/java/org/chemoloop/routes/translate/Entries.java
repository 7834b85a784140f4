package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The entries of a Bundle in the making: each real thing once, known by its identity, found by what refers to it. */
final class Entries {
    private final List<Entry> all = new ArrayList<>();
    private final Map<String, TreeMap<Integer, Entry>> byType = new HashMap<>();
    private final Map<String, Entry> byThing = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();

    /** One entry; without an identity it is created, with one it is updated. */
    record Entry(
            Segment segment,
            Resource resource,
            String fullUrl,
            @Nullable Identifier identity) {}

    /** @param name what the thing is called when it has no identity */
    Entry add(Segment segment, Resource resource, @Nullable Identifier identity, String name) {
        String type = resource.fhirType();
        String thing = identity == null ? type + "|" + name : thing(type, identity);
        int time = times.merge(thing, 1, Integer::sum);
        // The same order twice in one message is two entries: each is decided by itself.
        String fullUrl = NamedUuid.url(time == 1 ? thing : thing + "|" + time);
        Entry entry = new Entry(segment, resource, fullUrl, identity);
        all.add(entry);
        byType.computeIfAbsent(type, t -> new TreeMap<>()).put(segment.position(), entry);
        byThing.putIfAbsent(thing, entry);
        return entry;
    }

    private static String thing(String type, Identifier identity) {
        return type + "|" + identity.getSystem() + "|" + identity.getValue();
    }

    int size() {
        return all.size();
    }

    List<Entry> all() {
        return all;
    }

    /** The entry of this message that has the identity already. */
    @Nullable
    Entry find(String type, Identifier identity) {
        return byThing.get(thing(type, identity));
    }

    /** The last of that type made from a segment before this one, else the first after it. */
    @Nullable
    Entry nearest(String type, Segment segment) {
        TreeMap<Integer, Entry> candidates = byType.get(type);
        if (candidates == null) {
            return null;
        }
        Map.Entry<Integer, Entry> found = candidates.lowerEntry(segment.position());
        found = found != null ? found : candidates.higherEntry(segment.position());
        return found == null ? null : found.getValue();
    }

    void into(Bundle bundle) {
        for (Entry entry : all) {
            BundleEntryComponent made =
                    bundle.addEntry().setFullUrl(entry.fullUrl).setResource(entry.resource);
            String type = entry.resource.fhirType();
            Identifier identity = entry.identity;
            if (identity == null) {
                made.getRequest().setMethod(HTTPVerb.POST).setUrl(type);
            } else {
                made.getRequest()
                        .setMethod(HTTPVerb.PUT)
                        .setUrl(type + "?identifier=" + query(identity.getSystem()) + "|" + query(identity.getValue()));
            }
        }
    }

    private static String query(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '-' && c <= ':' || c == '_';
            if (!plain) {
                return URLEncoder.encode(text, UTF_8).replace("%3A", ":").replace("%2F", "/");
            }
        }
        return text;
    }

    /** The identity is always among the identifiers of the resource. */
    static Identifier carried(Identifier identity, Resource resource) {
        for (Base present : Identity.identifiers(resource)) {
            Identifier identifier = (Identifier) present;
            if (identity.getSystem().equals(identifier.getSystem())
                    && identity.getValue().equals(identifier.getValue())) {
                return identifier;
            }
        }
        resource.setProperty("identifier".hashCode(), "identifier", identity);
        return identity;
    }
}

package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.routes.translate.type.MessageKey;
import org.chemoloop.routes.translate.type.TsToDateTime;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.jspecify.annotations.Nullable;

/** One pass over one message by its map: collects entries and findings, and stores nothing anywhere. */
final class Reading {
    private static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final Hl7Message message;
    private final MapLibrary maps;
    private final MessageMap map;
    private final Site site;
    private final @Nullable Trace trace;

    private final List<Finding> findings = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<OrderEntry> orderEntries = new ArrayList<>();
    private final Set<String> fullUrls = new HashSet<>();
    private final Map<Segment, List<String>> referredFromOrders = new HashMap<>();
    private final List<OrderGroup> groups;
    private final List<Segment> outsideOrders;
    private @Nullable OrderGroup group;
    private String patientNumber = "";

    private record Entry(
            Segment segment,
            Resource resource,
            String fullUrl,
            MessageMap.Making making,
            @Nullable Identifier identity) {}

    Reading(Hl7Message message, MapLibrary maps, MessageMap map, Site site, @Nullable Trace trace) {
        this.message = message;
        this.maps = maps;
        this.map = map;
        this.site = site;
        this.trace = trace;
        this.groups = map.orders() == null ? List.of() : OrderGroup.of(message, map.orders());
        this.outsideOrders = groups.isEmpty()
                ? message.segments()
                : message.segments().subList(0, groups.get(0).orc().position());
    }

    Bundle read() {
        OrderCheck.check(message, map, groups, this);
        map.before().forEach(this::make);
        MessageMap.Orders orders = map.orders();
        if (orders != null) {
            for (OrderGroup one : groups) {
                makeOrder(one, orders);
            }
        }
        map.after().forEach(this::make);
        unknownSegments();
        return bundle();
    }

    /** The patients alone, each by the identifier that will be its identity. */
    List<String> patientKeys() {
        List<String> keys = new ArrayList<>();
        for (MessageMap.Making making : map.before()) {
            if (making.makes().equals("Patient")) {
                make(making);
            }
        }
        for (Entry entry : entries) {
            if (entry.identity != null) {
                String system = entry.identity.getSystem();
                keys.add(system.substring(system.lastIndexOf('/') + 1) + "|" + entry.identity.getValue());
            }
        }
        return keys.stream().distinct().toList();
    }

    private void make(MessageMap.Making making) {
        boolean any = false;
        for (Segment segment : message.segments()) {
            if (segment.name().equals(making.segment())) {
                any = true;
                group = groupOf(segment);
                make(making, segment);
            }
        }
        group = null;
        if (!any && making.needed() != null) {
            find(Finding.error(
                    Finding.SEGMENT_SEQUENCE,
                    "MSH^1",
                    "The message has no " + making.segment() + ": " + making.needed() + "."));
        }
    }

    private void make(MessageMap.Making making, Segment segment) {
        Resource resource = ResourceFactory.createResource(making.makes());
        begin(entries.size());
        for (SegmentMap segmentMap : making.maps()) {
            Segment source = segmentMap.from().equals(segment.name()) ? segment : nearest(segmentMap.from(), segment);
            if (source != null) {
                segmentMap.apply(this, source, resource);
            }
        }
        Identifier identity = identity(making, segment, resource);
        if (identity == null && making.update()) {
            missingIdentity(making, segment);
            if (making.needed() == null) {
                return;
            }
        }
        Entry entry = add(making, segment, resource, identity);
        if (making.makes().equals("Patient") && patientNumber.isEmpty() && identity != null) {
            patientNumber = identity.getValue();
        }
        if (making.ofOrder() != null && group != null) {
            referredFromOrders
                    .computeIfAbsent(group.orc(), orc -> new ArrayList<>())
                    .add(making.ofOrder() + " " + entry.fullUrl);
        }
    }

    private void makeOrder(OrderGroup one, MessageMap.Orders orders) {
        group = one;
        MessageMap.Making making = orders.making();
        Resource resource = ResourceFactory.createResource(making.makes());
        Medication medication = new Medication();
        begin(entries.size());
        for (SegmentMap segmentMap : making.maps()) {
            boolean content = segmentMap.resource().equals("Medication");
            for (Segment segment : one.own(segmentMap.from())) {
                segmentMap.apply(this, segment, content ? medication : resource);
            }
        }
        contain(medication, (DomainResource) resource);
        for (String refer : referredFromOrders.getOrDefault(one.orc(), List.of())) {
            String[] parts = refer.split(" ", 2);
            resource.setProperty(parts[0].hashCode(), parts[0], new Reference(parts[1]));
        }
        if (resource instanceof MedicationRequest line) {
            completeDosages(line);
        }
        Identifier identity = identity(making, one.orc(), resource);
        if (identity == null) {
            missingIdentity(making, one.orc());
        }
        orderEntries.add(new OrderEntry(
                entries.size(),
                one.orc().text(1, 1),
                one.orc().field(2).raw(),
                one.orc().field(3).raw(),
                one.orc().field(4).raw(),
                one.orc().location()));
        add(making, one.orc(), resource, identity);
        group = null;
    }

    /** What is in the bag stands inside the order: two orders never share a bag's content. */
    private static void contain(Medication medication, DomainResource order) {
        int hash = "medication".hashCode();
        if (medication.isEmpty()) {
            // R4 wants a medication in every request; a bare cancel names only the order.
            CodeableConcept unknown = new CodeableConcept();
            unknown.addExtension(DATA_ABSENT, new CodeType("unknown"));
            order.setProperty(hash, "medication", unknown);
            return;
        }
        medication.setId("medication");
        order.addContained(medication);
        order.setProperty(hash, "medication", new Reference("#medication"));
    }

    /** Every TQ1 is a dosage of its own; what is not about time is said once and holds for all of them. */
    private static void completeDosages(MedicationRequest line) {
        List<Dosage> dosages = line.getDosageInstruction();
        for (int i = 1; i < dosages.size(); i++) {
            Dosage shared = dosages.get(0).copy();
            shared.setTiming(dosages.get(i).getTiming());
            shared.setSequence(i + 1);
            dosages.set(i, shared);
        }
        if (dosages.size() > 1) {
            dosages.get(0).setSequence(1);
        }
    }

    private @Nullable Identifier identity(MessageMap.Making making, Segment segment, Resource resource) {
        for (SegmentMap segmentMap : making.maps()) {
            for (Identity identity : segmentMap.identities()) {
                Identifier found = identity.find(this, segment, resource);
                if (found != null) {
                    return carried(found, resource);
                }
            }
        }
        return null;
    }

    /** The identity is always among the identifiers of the resource. */
    private static Identifier carried(Identifier identity, Resource resource) {
        for (var present : Identity.identifiers(resource)) {
            Identifier identifier = (Identifier) present;
            if (identity.getSystem().equals(identifier.getSystem())
                    && identity.getValue().equals(identifier.getValue())) {
                return identifier;
            }
        }
        resource.setProperty("identifier".hashCode(), "identifier", identity);
        return identity;
    }

    private void missingIdentity(MessageMap.Making making, Segment segment) {
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
            find(Finding.error(
                    Finding.REQUIRED_FIELD,
                    location,
                    fields + " must be valued: without it nobody can tell which " + making.makes() + " is meant."));
        } else {
            find(Finding.warning(
                    Finding.REQUIRED_FIELD,
                    location,
                    "This " + making.makes() + " is left out: " + fields + " must be valued to tell which one it is."));
        }
    }

    private Entry add(MessageMap.Making making, Segment segment, Resource resource, @Nullable Identifier identity) {
        String fullUrl = fullUrl(resource, identity, segment);
        for (Map.Entry<Target, String> refer : making.refers().entrySet()) {
            refer(refer.getKey(), refer.getValue(), segment, resource);
        }
        Entry entry = new Entry(segment, resource, fullUrl, making, identity);
        entries.add(entry);
        return entry;
    }

    private void refer(Target target, String type, Segment segment, Resource resource) {
        if (type.equals("everything")) {
            for (Entry entry : entries) {
                target.set(resource, new Reference(entry.fullUrl));
            }
            return;
        }
        Entry nearest = null;
        for (Entry entry : entries) {
            boolean earlier = nearest == null || entry.segment.position() < segment.position();
            if (entry.resource.fhirType().equals(type) && entry.segment != segment && earlier) {
                nearest = entry;
            }
        }
        if (nearest != null) {
            target.set(resource, new Reference(nearest.fullUrl));
        }
    }

    private String fullUrl(Resource resource, @Nullable Identifier identity, Segment segment) {
        String name = resource.fhirType() + "|"
                + (identity == null
                        ? messageKey() + "|" + segment.location()
                        : identity.getSystem() + "|" + identity.getValue());
        String url = NamedUuid.url(name);
        // The same order twice in one message is two entries: each is decided by itself.
        for (int again = 2; !fullUrls.add(url); again++) {
            url = NamedUuid.url(name + "|" + again);
        }
        return url;
    }

    private Bundle bundle() {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        bundle.setIdentifier(MessageKey.identifier(message.header()));
        String sent = TsToDateTime.instant(message.header().dateTime(), site.zone());
        if (sent != null) {
            bundle.setTimestampElement(new InstantType(sent));
        }
        for (Entry entry : entries) {
            BundleEntryComponent made =
                    bundle.addEntry().setFullUrl(entry.fullUrl).setResource(entry.resource);
            String type = entry.resource.fhirType();
            Identifier identity = entry.identity;
            if (identity == null) {
                made.getRequest().setMethod(HTTPVerb.POST).setUrl(type);
            } else {
                made.getRequest()
                        .setMethod(HTTPVerb.PUT)
                        .setUrl(type + "?identifier=" + identity.getSystem() + "|"
                                + URLEncoder.encode(identity.getValue(), UTF_8));
            }
        }
        return bundle;
    }

    /** A segment that no map has heard of may carry something that matters: the sender is told. */
    private void unknownSegments() {
        Set<String> told = new HashSet<>();
        for (Segment segment : message.segments()) {
            String name = segment.name();
            if (!map.knows(name) && name.charAt(0) != 'Z' && told.add(name)) {
                find(Finding.warning(
                        Finding.SEGMENT_SEQUENCE,
                        segment.location(),
                        name + " is not read in " + map.structure() + "."));
            }
        }
    }

    private @Nullable OrderGroup groupOf(Segment segment) {
        OrderGroup found = null;
        for (OrderGroup one : groups) {
            if (one.orc().position() <= segment.position()) {
                found = one;
            }
        }
        return found;
    }

    List<Finding> findings() {
        return findings;
    }

    List<OrderEntry> orderEntries() {
        return orderEntries;
    }

    void find(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    private void begin(int entry) {
        if (trace != null) {
            trace.begin(entry);
        }
    }

    void traceInto(SegmentMap segmentMap) {
        if (trace != null) {
            trace.into(segmentMap.to());
        }
    }

    void trace(String path, String location, String where) {
        if (trace != null) {
            trace.add(path, location, where);
        }
    }

    Hl7Message.Header header() {
        return message.header();
    }

    Site site() {
        return site;
    }

    MapLibrary maps() {
        return maps;
    }

    String patientNumber() {
        return patientNumber;
    }

    /** MSH-3, MSH-4 and MSH-10: what makes a message the same message. */
    String messageKey() {
        return MessageKey.value(message.header());
    }

    /** Segments of this name in the same order group; outside of groups, those before the first order. */
    List<Segment> beside(String name) {
        if (group != null) {
            List<Segment> own = group.own(name);
            if (!own.isEmpty()) {
                return own;
            }
        }
        List<Segment> found = new ArrayList<>(2);
        for (Segment segment : outsideOrders) {
            if (segment.name().equals(name)) {
                found.add(segment);
            }
        }
        return found;
    }

    /** This segment, or the first of that name beside it. */
    @Nullable
    Segment nearest(String name, Segment segment) {
        if (segment.name().equals(name)) {
            return segment;
        }
        List<Segment> found = beside(name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The first repetition of a field, seen from a segment; empty when there is no such segment. */
    Value value(FieldRef ref, Segment seenFrom) {
        Segment source = nearest(ref.segment(), seenFrom);
        return source == null
                ? Value.absent(message.delimiters())
                : ref.within(source.field(ref.field()).repetition(1));
    }
}

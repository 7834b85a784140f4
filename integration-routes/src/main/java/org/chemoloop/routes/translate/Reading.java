package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chemoloop.routes.translate.Entries.Entry;
import org.chemoloop.routes.translate.type.MessageKey;
import org.chemoloop.routes.translate.type.Terms;
import org.chemoloop.routes.translate.type.TsToDateTime;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DomainResource;
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
    /** Nobody corrects more than this from one answer. */
    private static final int MOST_FINDINGS = 100;
    /** What is longer is a text in the wrong place. */
    private static final int LONGEST_CODE = 100;

    private final Hl7Message message;
    private final MapLibrary maps;
    private final MessageMap map;
    private final Site site;
    private final @Nullable Trace trace;

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final List<UnknownCode> unknown = new ArrayList<>(0);
    private final Entries entries = new Entries();
    private final Identification identification = new Identification(this, entries);
    private final List<OrderEntry> orderEntries = new ArrayList<>();
    private final Map<Segment, List<Referral>> referredFromOrders = new HashMap<>();
    private final Map<String, List<Segment>> outsideOrders = new HashMap<>();
    private final TreeMap<Integer, OrderGroup> groups = new TreeMap<>();
    private @Nullable OrderGroup group;
    private String patientNumber = "";
    private boolean failed;
    private int found;

    /** A resource made inside an order group, and the element by which the order refers to it. */
    private record Referral(String element, String fullUrl) {}

    Reading(Hl7Message message, MapLibrary maps, MessageMap map, Site site, @Nullable Trace trace) {
        this.message = message;
        this.maps = maps;
        this.map = map;
        this.site = site;
        this.trace = trace;
        MessageMap.Orders orders = map.orders();
        if (orders != null) {
            OrderGroup.of(message, orders).forEach(one -> groups.put(one.orc().position(), one));
        }
        int end = groups.isEmpty() ? message.segments().size() : groups.firstKey();
        for (Segment segment : message.segments().subList(0, end)) {
            outsideOrders
                    .computeIfAbsent(segment.name(), name -> new ArrayList<>(2))
                    .add(segment);
        }
    }

    Bundle read() {
        OrderCheck.check(message, map, List.copyOf(groups.values()), this);
        map.before().forEach(this::make);
        MessageMap.Orders orders = map.orders();
        if (orders != null) {
            for (OrderGroup one : groups.values()) {
                makeOrder(one, orders);
            }
        }
        map.after().forEach(this::make);
        unknownSegments();
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        bundle.setIdentifier(MessageKey.identifier(message.header()));
        String sent = TsToDateTime.instant(message.header().dateTime(), site.zone());
        if (sent != null) {
            bundle.setTimestampElement(new InstantType(sent));
        }
        entries.into(bundle);
        return bundle;
    }

    /** The patients alone, each by the identifier that will be its identity. */
    List<String> patientKeys() {
        for (MessageMap.Making making : map.before()) {
            if (making.makes().equals("Patient")) {
                make(making);
            }
        }
        Set<String> keys = new LinkedHashSet<>();
        for (Entry entry : entries.all()) {
            if (entry.identity() != null) {
                String system = entry.identity().getSystem();
                keys.add(system.substring(system.lastIndexOf('/') + 1) + "|"
                        + entry.identity().getValue());
            }
        }
        return List.copyOf(keys);
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
                    making.segment() + "^1",
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
        refer(making, segment, resource);
        Identifier identity = identification.of(making, segment, resource);
        if (identity == null && making.update()) {
            identification.missing(making, segment);
            if (making.needed() == null) {
                return;
            }
        }
        Entry entry = identity == null ? null : entries.find(making.makes(), identity);
        if (entry == null || !Identification.sameContent(resource, entry)) {
            entry = add(making, segment, resource, identity, entry);
        } else if (trace != null) {
            trace.forget(entries.size());
        }
        if (making.makes().equals("Patient") && patientNumber.isEmpty() && identity != null) {
            patientNumber = identity.getValue();
        }
        if (making.ofOrder() != null && group != null) {
            referredFromOrders
                    .computeIfAbsent(group.orc(), orc -> new ArrayList<>())
                    .add(new Referral(making.ofOrder(), entry.fullUrl()));
        }
    }

    private Entry add(
            MessageMap.Making making,
            Segment segment,
            Resource resource,
            @Nullable Identifier identity,
            @Nullable Entry sameIdentity) {
        if (sameIdentity != null && making.makes().equals("Patient")) {
            find(Finding.error(
                    Finding.DUPLICATE_KEY,
                    segment.location(),
                    segment.location().replace('^', ' ') + " names the same record as "
                            + sameIdentity.segment().location().replace('^', ' ') + ": correct one of them."));
        }
        return entries.add(segment, resource, identity, messageKey() + "|" + segment.location());
    }

    private void makeOrder(OrderGroup one, MessageMap.Orders orders) {
        group = one;
        MessageMap.Making making = orders.making();
        Resource resource = ResourceFactory.createResource(making.makes());
        Medication medication = new Medication();
        begin(entries.size());
        for (SegmentMap segmentMap : making.maps()) {
            Resource into = segmentMap.resource().equals("Medication") ? medication : resource;
            if (orders.shared().contains(segmentMap.from())) {
                outside(segmentMap.from()).forEach(segment -> segmentMap.apply(this, segment, into));
            }
            for (Segment segment : one.own(segmentMap.from())) {
                segmentMap.apply(this, segment, into);
            }
        }
        Lines.contain(medication, (DomainResource) resource);
        for (Referral referral : referredFromOrders.getOrDefault(one.orc(), List.of())) {
            String element = referral.element();
            resource.setProperty(element.hashCode(), element, new Reference(referral.fullUrl()));
        }
        if (resource instanceof MedicationRequest line) {
            Lines.completeDosages(line);
        }
        Identifier identity = identification.of(making, one.orc(), resource);
        if (identity == null) {
            identification.missing(making, one.orc());
        }
        orderEntries.add(new OrderEntry(
                entries.size(),
                one.orc().text(1, 1),
                one.orc().field(2).raw(),
                one.orc().field(3).raw(),
                one.orc().field(4).raw(),
                one.orc().location()));
        refer(making, one.orc(), resource);
        entries.add(
                one.orc(), resource, identity, messageKey() + "|" + one.orc().location());
        group = null;
    }

    private void refer(MessageMap.Making making, Segment segment, Resource resource) {
        making.refers().forEach((target, type) -> {
            if (type.equals("everything")) {
                entries.all().forEach(entry -> target.set(resource, new Reference(entry.fullUrl())));
                return;
            }
            Entry nearest = entries.nearest(type, segment);
            if (nearest != null) {
                target.set(resource, new Reference(nearest.fullUrl()));
            }
        });
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
        Map.Entry<Integer, OrderGroup> found = groups.floorEntry(segment.position());
        return found == null ? null : found.getValue();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<OrderEntry> orderEntries() {
        return orderEntries;
    }

    void find(Finding finding) {
        if (findings.size() < MOST_FINDINGS || (finding.isError() && !failed)) {
            findings.add(finding);
        }
        failed |= finding.isError();
        found++;
    }

    void unknown(UnknownCode code) {
        boolean isCode = !code.code().isEmpty() && code.code().length() <= LONGEST_CODE;
        if (isCode && unknown.size() < MOST_FINDINGS) {
            unknown.add(code);
        }
    }

    List<UnknownCode> unknown() {
        return List.copyOf(unknown);
    }

    /** How often something was found so far. */
    int found() {
        return found;
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

    boolean isTraced() {
        return trace != null;
    }

    void trace(String path, String location, String sent, String where) {
        if (trace != null) {
            trace.add(path, location, sent, where);
        }
    }

    /** Tells the server to forget an element: what a message leaves out stays as it is. */
    void delete(DomainResource resource, Row row) {
        resource.addExtension(
                Terms.extension("deleted"), new CodeType(row.target().path()));
        trace(row.target().path(), row.from().segment() + "^1^" + row.from().field() + "^1^1", "\"\"", row.where());
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
        return outside(name);
    }

    private List<Segment> outside(String name) {
        return outsideOrders.getOrDefault(name, List.of());
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
                ? Value.absent()
                : ref.within(source.field(ref.field()).repetition(1));
    }
}

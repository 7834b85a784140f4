package org.chemoloop.fhir.order;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.server.rows.ResourceRows.Written;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What one message reads and writes, in one transaction. It writes nothing that has not changed, for every version
 * costs, and remembers what it wrote for the Provenance.
 */
public final class Chart {

    private final Store store;
    private final StoredIdentifiers identifiers;
    private final Set<String> changed = new LinkedHashSet<>();
    private final Map<String, Resource> recent = new HashMap<>();

    public Chart(Store store, StoredIdentifiers identifiers) {
        this.store = store;
        this.identifiers = identifiers;
    }

    /** A resource after writing, and whether anything was written. */
    public record Kept<T extends Resource>(T resource, boolean created, boolean changed) {}

    /** Reads at once what the message is going to ask for one by one, by the names. */
    public void know(Collection<String> literals) {
        store.know(literals);
    }

    public <T extends Resource> Optional<T> read(Class<T> type, String id) {
        Optional<T> found = store.find(type, id);
        found.ifPresent(resource -> recent.put(literal(resource), resource));
        return found;
    }

    /** Those that there are, in the order of their names. */
    public List<Resource> read(List<StoredIdentifiers.Literal> names) {
        List<String> literals =
                names.stream().map(name -> name.type() + "/" + name.id()).toList();
        Map<String, Resource> found = store.find(literals);
        recent.putAll(found);
        return literals.stream()
                .flatMap(literal -> Optional.ofNullable(found.get(literal)).stream())
                .toList();
    }

    /** What this message has read or written already, else what is stored. */
    public <T extends Resource> Optional<T> recall(Class<T> type, Reference reference) {
        if (!reference.hasReference()) {
            return Optional.empty();
        }
        String id = reference.getReferenceElement().getIdPart();
        Resource seen = recent.get(type.getSimpleName() + "/" + id);
        return type.isInstance(seen) ? Optional.of(type.cast(seen)) : read(type, id);
    }

    public <T extends Resource> List<T> find(Class<T> type, Identifier identifier) {
        return identifiers.find(type.getSimpleName(), identifier).stream()
                .flatMap(id -> read(type, id).stream())
                .toList();
    }

    public List<StoredIdentifiers.Literal> referringTo(Resource resource) {
        return identifiers.referringTo(
                resource.fhirType(), resource.getIdElement().getIdPart());
    }

    /** What points at a resource by this element: {@code PractitionerRole.practitioner}. */
    public List<StoredIdentifiers.Literal> pointing(String path, Resource resource) {
        return identifiers.pointing(
                path, resource.fhirType(), resource.getIdElement().getIdPart());
    }

    /** Writes a resource whose id nobody else can have yet. */
    public <T extends Resource> T create(Class<T> type, T resource) {
        Overlay.forgotten(resource);
        return wrote(type, store.create(resource));
    }

    /** Writes what a message says of a thing with this id over what is stored of it. */
    public <T extends Resource> Kept<T> lay(Class<T> type, String id, T said) {
        Optional<T> stored = read(type, id);
        if (stored.isPresent()) {
            return replace(type, stored.get(), Overlay.over(stored.get(), said));
        }
        said.setId(new IdType(type.getSimpleName(), id));
        return new Kept<>(create(type, said), true, true);
    }

    /** Writes {@code next} when it says something else than {@code stored}. */
    public <T extends Resource> Kept<T> replace(Class<T> type, T stored, T next) {
        if (Overlay.same(stored, next)) {
            return new Kept<>(stored, false, false);
        }
        next.setId(new IdType(type.getSimpleName(), stored.getIdElement().getIdPart()));
        return new Kept<>(write(type, next), false, true);
    }

    public <T extends Resource> T write(Class<T> type, T resource) {
        return wrote(type, store.write(resource));
    }

    private <T extends Resource> T wrote(Class<T> type, Written<T> outcome) {
        T written = type.cast(outcome.resource());
        recent.put(literal(written), written);
        if (outcome.changed()) {
            changed.add(literal(written));
        }
        return written;
    }

    /** Writes a resource that nobody looks up by an identity of its own. */
    public <T extends Resource> void add(Class<T> type, T resource) {
        store.add(type, resource);
    }

    /** Everything written, by its literal reference. */
    public List<Reference> changed() {
        return changed.stream().map(Reference::new).toList();
    }

    public boolean hasChanged(Resource resource) {
        return changed.contains(literal(resource));
    }

    public static String literal(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    public static Reference reference(Resource resource) {
        return new Reference(literal(resource));
    }
}

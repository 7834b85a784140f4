package org.chemoloop.fhir.order;

import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** Lays what a message says over what is stored: what the message leaves out stays as it is. */
public final class Overlay {

    private static final String DELETED = Terms.BASE + "StructureDefinition/deleted";

    private Overlay() {}

    /** Completes {@code said} by what only {@code stored} has, and gives it the stored one's id. */
    public static <T extends Resource> T over(T stored, T said) {
        Set<String> forgotten = forgotten(said);
        for (Property property : stored.children()) {
            Property mine = said.getNamedProperty(property.getName());
            boolean leftOut = mine == null || !mine.hasValues();
            if (property.hasValues() && leftOut && !forgotten.contains(property.getName())) {
                for (Base value : property.getValues()) {
                    said.setProperty(property.getName(), value);
                }
            }
        }
        said.setId(stored.getIdElement().toUnqualifiedVersionless());
        return said;
    }

    /**
     * The elements that the message takes back, as extensions {@code deleted} name them; these are for us alone and are
     * taken off.
     */
    static Set<String> forgotten(Resource said) {
        if (!(said instanceof DomainResource resource) || !resource.hasExtension(DELETED)) {
            return Set.of();
        }
        Set<String> names = resource.getExtensionsByUrl(DELETED).stream()
                .map(extension -> extension.getValue().primitiveValue())
                .collect(Collectors.toSet());
        resource.getExtension().removeIf(extension -> DELETED.equals(extension.getUrl()));
        return names;
    }

    /** Whether two versions say the same, whenever and from wherever they were written. */
    public static boolean same(Resource stored, Resource said) {
        Resource a = bare(stored);
        Resource b = bare(said);
        return a.equalsDeep(b);
    }

    private static Resource bare(Resource resource) {
        Resource copy = resource.copy();
        copy.setIdElement(null);
        copy.setMeta(new Meta());
        return copy;
    }
}

package org.chemoloop.fhir.order;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** Lays what a message says over what is stored: what the message leaves out stays as it is. */
public final class Overlay {

    private Overlay() {}

    /** Completes {@code said} by what only {@code stored} has, and gives it the stored one's id. */
    public static <T extends Resource> T over(T stored, T said) {
        for (Property property : stored.children()) {
            Property mine = said.getNamedProperty(property.getName());
            if (property.hasValues() && (mine == null || !mine.hasValues())) {
                for (Base value : property.getValues()) {
                    said.setProperty(property.getName(), value);
                }
            }
        }
        said.setId(stored.getIdElement().toUnqualifiedVersionless());
        return said;
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

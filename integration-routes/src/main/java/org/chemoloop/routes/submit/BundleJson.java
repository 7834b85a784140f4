package org.chemoloop.routes.submit;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBooleanDatatype;
import org.hl7.fhir.instance.model.api.IBaseDecimalDatatype;
import org.hl7.fhir.instance.model.api.IBaseIntegerDatatype;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Bundles of the translation as HAPI's encoder does, byte by byte, at a fraction of its cost: by HAPI's own
 * element model, without what a Bundle of ours never has. One that has it all the same is left to HAPI.
 */
public final class BundleJson {
    private static final String HEX = "0123456789ABCDEF";

    private final FhirContext fhir;
    private final Map<Class<?>, Child[]> children = new ConcurrentHashMap<>();

    public BundleJson(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** An element of a type, in the order of the definition. */
    private record Child(BaseRuntimeChildDefinition definition, String key, boolean choice, boolean list) {
        List<IBase> of(IBase parent) {
            return definition.getAccessor().getValues(parent);
        }

        /** The name with its quotes and colon. */
        String key(IBase value) {
            return choice ? quoted(definition.getChildNameByDatatype(value.getClass())) : key;
        }

        private static String quoted(String name) {
            return '"' + name + "\":";
        }

        static Child of(BaseRuntimeChildDefinition definition) {
            return new Child(
                    definition,
                    quoted(definition.getElementName()),
                    definition instanceof RuntimeChildChoiceDefinition,
                    definition.getMax() != 1);
        }
    }

    public String write(Bundle bundle) {
        StringBuilder json = new StringBuilder(8192);
        return resource(bundle, json) ? json.toString() : fhir.newJsonParser().encodeResourceToString(bundle);
    }

    /** False when there is something in it that is left to HAPI. */
    private boolean resource(Resource resource, StringBuilder json) {
        String id = resource.getIdElement().getIdPart();
        json.append("{\"resourceType\":\"").append(resource.fhirType()).append('"');
        if (id != null) {
            json.append(",\"id\":");
            text(id.startsWith("#") ? id.substring(1) : id, json);
        }
        return inside(resource, json);
    }

    /** What stands between the braces, after what stands there already, and the closing one. */
    private boolean inside(IBase parent, StringBuilder json) {
        for (Child child : children.computeIfAbsent(parent.getClass(), this::childrenOf)) {
            if (!values(child, child.of(parent), json)) {
                return false;
            }
        }
        json.append('}');
        return true;
    }

    private Child[] childrenOf(Class<?> type) {
        var definition =
                (BaseRuntimeElementCompositeDefinition<?>) fhir.getElementDefinition(type.asSubclass(IBase.class));
        List<Child> all = new ArrayList<>();
        for (BaseRuntimeChildDefinition child : definition.getChildrenAndExtension()) {
            // The id of a resource stands before all others.
            boolean isId = child.getElementName().equals("id") && Resource.class.isAssignableFrom(type);
            if (!isId) {
                all.add(Child.of(child));
            }
        }
        if (type == Extension.class) {
            all.sort((one, other) -> Boolean.compare(other.key.equals("\"url\":"), one.key.equals("\"url\":")));
        }
        return all.toArray(Child[]::new);
    }

    private boolean values(Child child, List<IBase> values, StringBuilder json) {
        int begin = json.length();
        boolean any = false;
        for (IBase value : values) {
            if (value == null) {
                continue;
            }
            int before = json.length();
            if (any) {
                json.append(',');
            } else {
                json.append(json.charAt(begin - 1) == '{' ? "" : ",").append(child.key(value));
                json.append(child.list ? "[" : "");
            }
            int start = json.length();
            if (!value(value, json)) {
                return false;
            }
            if (json.length() == start) {
                json.setLength(before);
            } else {
                any = true;
            }
        }
        if (any && child.list) {
            json.append(']');
        }
        return true;
    }

    /** Appends nothing for an element without content. */
    private boolean value(IBase value, StringBuilder json) {
        if (value instanceof Resource resource) {
            int begin = json.length();
            int empty = "{'resourceType':''}".length() + resource.fhirType().length();
            return isPlain(resource) && resource(resource, json) && json.length() - begin > empty;
        }
        if (value instanceof Narrative
                || value instanceof Meta
                || value instanceof Element element && element.hasId()) {
            return value.isEmpty();
        }
        if (value instanceof PrimitiveType<?> primitive) {
            return primitive(primitive, json);
        }
        if (value instanceof Reference reference && !isPlain(reference)) {
            return false;
        }
        int before = json.append('{').length();
        if (!inside(value, json)) {
            return false;
        }
        if (json.length() == before + 1) {
            json.setLength(before - 1);
        }
        return true;
    }

    /** Its id is nothing that HAPI would take from elsewhere or cut. */
    private static boolean isPlain(Resource resource) {
        return !resource.getIdElement().hasVersionIdPart()
                && !resource.getIdElement().hasBaseUrl();
    }

    /** What it says is what is written. */
    private static boolean isPlain(Reference reference) {
        String text = reference.getReferenceElement_().getValue();
        return reference.getResource() == null && (text == null || !text.contains("/_history/"));
    }

    private static boolean primitive(PrimitiveType<?> primitive, StringBuilder json) {
        String text = primitive.getValueAsString();
        if (primitive.hasExtension() || text != null && StringUtils.isBlank(text)) {
            return false;
        }
        if (text == null) {
            return true;
        }
        if (primitive instanceof IBaseBooleanDatatype
                || primitive instanceof IBaseIntegerDatatype
                || primitive instanceof IBaseDecimalDatatype) {
            json.append(text);
        } else {
            text(text, json);
        }
        return true;
    }

    private static void text(@Nullable String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}

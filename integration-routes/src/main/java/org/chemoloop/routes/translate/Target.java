package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chemoloop.routes.translate.type.Terms;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * One FHIR path, resolved when the maps are loaded.
 *
 * <p>A step into a list means its first element ({@code participant}) or a numbered one ({@code participant[1]});
 * {@code extension(name)} is our extension of that name. At run time only the model's own property switches are used:
 * no reflection, no FHIRPath.
 */
final class Target {
    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\[(\\d+|x)])?(?:\\(([^)]+)\\))?");

    private final String path;
    private final List<Step> steps;
    private final String type;

    private Target(String path, List<Step> steps, String type) {
        this.path = path;
        this.steps = steps;
        this.type = type;
    }

    private record Step(
            String name,
            int hash,
            boolean list,
            int index,
            @Nullable String choice,
            @Nullable String extensionUrl) {}

    /** A path that the FHIR model does not have. */
    static final class NoSuchPath extends Exception {
        private static final long serialVersionUID = 1;

        NoSuchPath(String message) {
            super(message);
        }
    }

    static Target compile(Base prototype, String path) throws NoSuchPath {
        List<Step> steps = new ArrayList<>();
        Base at = prototype;
        String anyType = null;
        for (String text : splitSteps(path)) {
            Matcher matcher = STEP.matcher(text);
            if (!matcher.matches() || anyType != null) {
                throw new NoSuchPath("\"" + text + "\" is not a step of a path");
            }
            if ("x".equals(matcher.group(2))) {
                Property choice = property(at, matcher.group(1) + "[x]");
                if (choice == null) {
                    throw new NoSuchPath(at.fhirType() + " has no " + text);
                }
                steps.add(new Step(matcher.group(1), matcher.group(1).hashCode(), false, 0, null, null));
                anyType = "*";
            } else {
                Step step = step(at, matcher.group(1), matcher.group(2), matcher.group(3));
                steps.add(step);
                at = step.extensionUrl != null ? new Extension(step.extensionUrl) : make(at, step);
            }
        }
        return new Target(path, List.copyOf(steps), anyType != null ? anyType : at.fhirType());
    }

    private static List<String> splitSteps(String path) {
        // Extension names may be addresses with dots in them.
        List<String> steps = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '.' && depth == 0) {
                steps.add(path.substring(from, i));
                from = i + 1;
            }
        }
        steps.add(path.substring(from));
        return steps;
    }

    private static Step step(Base at, String name, @Nullable String index, @Nullable String extension)
            throws NoSuchPath {
        if (extension != null) {
            return new Step(name, name.hashCode(), true, 0, null, Terms.extension(extension));
        }
        int number = index == null ? 0 : Integer.parseInt(index);
        Property plain = property(at, name);
        if (plain != null) {
            return new Step(name, name.hashCode(), plain.isList(), number, null, null);
        }
        for (Property property : at.children()) {
            String stem = property.getName().replace("[x]", "");
            if (property.getName().endsWith("[x]") && name.startsWith(stem) && name.length() > stem.length()) {
                String choice = choiceType(name.substring(stem.length()));
                if (choice != null) {
                    return new Step(stem, stem.hashCode(), false, 0, choice, null);
                }
            }
        }
        throw new NoSuchPath(at.fhirType() + " has no element " + name);
    }

    private static @Nullable Property property(Base at, String name) {
        return at.children().stream()
                .filter(property -> property.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String choiceType(String suffix) {
        for (String candidate :
                List.of(suffix, suffix.substring(0, 1).toLowerCase(Locale.ROOT) + suffix.substring(1))) {
            try {
                ResourceFactory.createType(candidate);
                return candidate;
            } catch (FHIRException e) {
                // Not a type under this spelling: the next candidate, or the caller complains.
            }
        }
        return null;
    }

    String path() {
        return path;
    }

    /** The FHIR type at the end of the path; {@code *} where any type may stand. */
    String type() {
        return type;
    }

    boolean isList() {
        return last().list && last().extensionUrl == null;
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    /** What is at the end of the path now. */
    @Nullable
    Base begun(Base root) {
        return walked(root, steps.size());
    }

    /** What the last step of the path belongs to, as far as it is there. */
    @Nullable
    Base parent(Base root) {
        return walked(root, steps.size() - 1);
    }

    private @Nullable Base walked(Base root, int length) {
        Base at = root;
        for (int i = 0; i < length && at != null; i++) {
            at = existing(at, steps.get(i));
        }
        return at;
    }

    boolean isFree(Base root) {
        if (isList()) {
            return true;
        }
        Base begun = begun(root);
        if (begun != null) {
            return begun.isEmpty();
        }
        return !choiceIsTaken(root);
    }

    /** Another type of the same choice: a boundsPeriod leaves no room for a boundsDuration. */
    private boolean choiceIsTaken(Base root) {
        Base at = root;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.choice != null
                    && step.extensionUrl == null
                    && at.getProperty(step.hash, step.name, true).length > 0
                    && existing(at, step) == null) {
                return true;
            }
            at = existing(at, step);
            if (at == null) {
                return false;
            }
        }
        return false;
    }

    /** What the list at the end of the path has so far. */
    Listed listed(Base root) {
        Base parent = parent(root);
        return new Listed(parent == null ? List.of() : List.of(parent.getProperty(last().hash, last().name, true)));
    }

    /** Puts the value at the end of the path and makes what is missing on the way. */
    void set(Base root, Base value) {
        Base at = root;
        for (int i = 0; i < steps.size() - 1; i++) {
            Step step = steps.get(i);
            Base next = existing(at, step);
            at = next != null ? next : make(at, step);
        }
        at.setProperty(last().hash, last().name, value);
    }

    /** An element of the kind at the end of the path that is not yet part of anything. */
    static Base detached(Base prototypeOfParent, String listName) {
        return prototypeOfParent.makeProperty(listName.hashCode(), listName);
    }

    private static @Nullable Base existing(Base at, Step step) {
        Base[] present = at.getProperty(step.hash, step.name, true);
        if (step.extensionUrl != null) {
            for (Base candidate : present) {
                if (step.extensionUrl.equals(((Extension) candidate).getUrl())) {
                    return candidate;
                }
            }
            return null;
        }
        if (present.length <= step.index) {
            return null;
        }
        Base found = present[step.index];
        return step.choice == null || found.fhirType().equals(step.choice) ? found : null;
    }

    private static Base make(Base at, Step step) {
        if (step.extensionUrl != null) {
            Extension extension = new Extension(step.extensionUrl);
            at.setProperty(step.hash, step.name, extension);
            return extension;
        }
        if (step.choice != null) {
            Type made = (Type) ResourceFactory.createType(step.choice);
            at.setProperty(step.hash, step.name, made);
            return made;
        }
        Base made = at.makeProperty(step.hash, step.name);
        for (int i = at.getProperty(step.hash, step.name, true).length; step.list && i <= step.index; i++) {
            made = at.makeProperty(step.hash, step.name);
        }
        return made;
    }
}

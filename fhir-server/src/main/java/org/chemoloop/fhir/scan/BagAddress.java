package org.chemoloop.fhir.scan;

import ca.uhn.fhir.util.UrlUtil;
import java.util.Arrays;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IIdType;
import org.jspecify.annotations.Nullable;

/** Reads the bag code out of the address of a request; an empty text where the address names no bag. */
final class BagAddress {

    private static final String ID = "bag-";

    private BagAddress() {}

    /** {@code Task?identifier=https://chemoloop.org/fhir/sid/bag|800000000044} */
    static String ofCondition(String condition) {
        String[] parameters = UrlUtil.parseQueryString(condition.substring(condition.indexOf('?') + 1))
                .getOrDefault("identifier", new String[0]);
        Optional<String> code = Arrays.stream(parameters)
                .filter(value -> value.startsWith(Systems.BAG + "|"))
                .map(value -> value.substring(Systems.BAG.length() + 1))
                .findFirst();
        return code.orElse("");
    }

    /** {@code Task/bag-800000000044} */
    static String ofId(@Nullable IIdType id) {
        String part = id == null ? null : id.getIdPart();
        return part != null && part.startsWith(ID) ? part.substring(ID.length()) : "";
    }
}

package org.chemoloop.fhir.demo;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Location.LocationMode;
import org.hl7.fhir.r4.model.Location.LocationStatus;
import org.hl7.fhir.r4.model.Reference;

/** The day chemotherapy centre of the example hospital, with its 42 seats. */
final class DemoCentre {

    private static final String SID = "https://chemoloop.org/fhir/sid/";
    private static final String PHYSICAL_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    private static final int SEATS = 42;

    private DemoCentre() {}

    static List<Location> locations() {
        List<Location> locations = new ArrayList<>();
        locations.add(location("centre", "location", "day-chemotherapy", "日间化疗中心", "wa", "Ward"));
        for (int seat = 1; seat <= SEATS; seat++) {
            locations.add(location("seat-" + seat, "seat", String.valueOf(seat), seat + "号座位", "bd", "Bed")
                    .setPartOf(new Reference("Location/centre")));
        }
        return locations;
    }

    private static Location location(
            String id, String system, String number, String name, String type, String display) {
        var location = new Location();
        location.setId(id);
        location.setStatus(LocationStatus.ACTIVE).setMode(LocationMode.INSTANCE).setName(name);
        location.addIdentifier().setSystem(SID + system).setValue(number);
        location.getPhysicalType().addCoding(new Coding(PHYSICAL_TYPE, type, display));
        return location;
    }
}

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
        for (Area area : Area.values()) {
            locations.add(location(area.id, "area", area.id, area.name, "area", "Area")
                    .setPartOf(new Reference("Location/centre")));
        }
        for (int seat = 1; seat <= SEATS; seat++) {
            locations.add(location("seat-" + seat, "seat", String.valueOf(seat), seat + "号座位", "bd", "Bed")
                    .setPartOf(new Reference("Location/" + Area.of(seat).id)));
        }
        return locations;
    }

    /** Chairs in the hall, beds behind curtains, rooms with a door for those who have to be alone. */
    private enum Area {
        HALL("area-hall", "座椅区", 30),
        BEDS("area-beds", "床位区", 38),
        ISOLATION("area-isolation", "隔离间", SEATS);

        private final String id;
        private final String name;
        private final int last;

        Area(String id, String name, int last) {
            this.id = id;
            this.name = name;
            this.last = last;
        }

        private static Area of(int seat) {
            return seat <= HALL.last ? HALL : seat <= BEDS.last ? BEDS : ISOLATION;
        }
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

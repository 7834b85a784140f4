package org.chemoloop.fhir.demo;

import java.util.List;
import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.access.Role;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Practitioner;
import org.jspecify.annotations.Nullable;

/**
 * One person of the example hospital.
 *
 * @param doctorCode the number by which the HIS knows a doctor
 * @param tier the antitumor drugs that a doctor may prescribe
 */
record DemoPerson(
        String user,
        Role role,
        String family,
        String given,
        @Nullable String doctorCode,
        @Nullable String tier) {

    private static final String BASE = "https://chemoloop.org/fhir/";

    static final List<DemoPerson> ALL = List.of(
            someone("admin", Role.ADMIN, "管", "理员"),
            someone("manager1", Role.MANAGER, "马", "明"),
            someone("engineer1", Role.ENGINEER, "耿", "工"),
            new DemoPerson("doctor1", Role.DOCTOR, "乙", "医生", "D0001", "restricted"),
            new DemoPerson("doctor2", Role.DOCTOR, "戊", "医生", "D0002", "ordinary"),
            someone("nurse1", Role.CHEMO_NURSE, "林", "静"),
            someone("nurse2", Role.CHEMO_NURSE, "周", "兰"),
            someone("pharmacist1", Role.PHARMACIST, "姚", "士"),
            someone("pivas1", Role.PIVAS_PHARMACIST, "丁", "药师"),
            someone("pivas2", Role.PIVAS_PHARMACIST, "裴", "青"));

    private static DemoPerson someone(String user, Role role, String family, String given) {
        return new DemoPerson(user, role, family, given, null, null);
    }

    Practitioner practitioner() {
        var practitioner = new Practitioner();
        practitioner.setId(new IdType(CurrentPerson.practitioner(user)));
        practitioner.setActive(true);
        practitioner.addIdentifier().setSystem(BASE + "sid/user").setValue(user);
        practitioner.addName(new HumanName().setFamily(family).addGiven(given).setText(family + given));
        if (doctorCode != null) {
            practitioner.addIdentifier().setSystem(BASE + "sid/doctor-code").setValue(doctorCode);
        }
        if (tier != null) {
            practitioner
                    .addQualification()
                    .getCode()
                    .addCoding(new Coding()
                            .setSystem(BASE + "CodeSystem/antitumor-tier")
                            .setCode(tier));
        }
        return practitioner;
    }
}

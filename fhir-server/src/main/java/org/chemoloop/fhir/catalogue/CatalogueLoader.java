package org.chemoloop.fhir.catalogue;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.Reader;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.PrivilegeTable.Granted;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a table of drugs, of regimens or of privileges into the store: all of it, or nothing when a row of it is wrong.
 */
@Component
public class CatalogueLoader {

    private static final String DOCTOR_CODE = "https://chemoloop.org/fhir/sid/doctor-code";
    private static final String PRIVILEGE = "privilege-";

    private final DaoRegistry daos;
    private final DrugCatalogue catalogue;
    private final RegimenLibrary regimens;

    CatalogueLoader(DaoRegistry daos, DrugCatalogue catalogue, RegimenLibrary regimens) {
        this.daos = daos;
        this.catalogue = catalogue;
        this.regimens = regimens;
    }

    /** What became of a table: how much was taken, or what is wrong with it. */
    public record Loaded(int rows, List<BadRow> bad) {}

    @Transactional
    public Loaded drugs(String file, Reader text) {
        DrugTable table = DrugTable.read(file, text);
        table.drugs().forEach(drug -> write(DrugKnowledge.of(drug)));
        catalogue.forget();
        return new Loaded(table.drugs().size(), table.bad());
    }

    @Transactional
    public Loaded regimens(String file, Reader text) {
        RegimenTable table = RegimenTable.read(file, text, drugCodes());
        table.regimens().forEach(regimen -> write(RegimenPlan.of(regimen)));
        regimens.forget();
        return new Loaded(table.regimens().size(), table.bad());
    }

    /** Privileges that an earlier table granted and this one does not are ended. */
    @Transactional
    public Loaded privileges(String file, Reader text) {
        Map<String, Practitioner> doctors = doctors();
        PrivilegeTable table = PrivilegeTable.read(file, text, doctors.keySet(), drugCodes(), ZoneId.systemDefault());
        if (table.bad().isEmpty()) {
            replace(table.granted(), doctors);
        }
        return new Loaded(table.granted().size(), table.bad());
    }

    private void replace(List<Granted> granted, Map<String, Practitioner> doctors) {
        Map<String, Integer> count = new HashMap<>();
        Set<String> written = new HashSet<>();
        for (Granted one : granted) {
            PractitionerRole role = PrivilegeRole.of(one.privilege());
            String id = PRIVILEGE + one.doctor() + "-" + count.merge(one.doctor(), 1, Integer::sum);
            role.setId(id);
            Practitioner doctor = doctors.get(one.doctor());
            if (doctor == null) {
                throw new IllegalStateException("doctor=" + one.doctor() + " was known a moment ago");
            }
            role.setPractitioner(
                    new Reference("Practitioner/" + doctor.getIdElement().getIdPart()));
            write(role);
            written.add(id);
        }
        all(PractitionerRole.class).stream()
                .filter(role -> role.getIdElement().getIdPart().startsWith(PRIVILEGE))
                .filter(role -> !written.contains(role.getIdElement().getIdPart()))
                .forEach(role -> write(role.setActive(false)));
    }

    private Set<String> drugCodes() {
        return all(MedicationKnowledge.class).stream()
                .flatMap(knowledge -> DrugKnowledge.drug(knowledge).stream())
                .map(Drug::code)
                .collect(Collectors.toSet());
    }

    private Map<String, Practitioner> doctors() {
        Map<String, Practitioner> doctors = new HashMap<>();
        for (Practitioner doctor : all(Practitioner.class)) {
            doctor.getIdentifier().stream()
                    .filter(identifier -> DOCTOR_CODE.equals(identifier.getSystem()))
                    .map(Identifier::getValue)
                    .forEach(code -> doctors.put(code, doctor));
        }
        return doctors;
    }

    private <T extends Resource> List<T> all(Class<T> type) {
        return daos
                .getResourceDao(type)
                .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(type::cast)
                .toList();
    }

    private <T extends Resource> void write(T resource) {
        daos.getResourceDao(resource).update(resource, new SystemRequestDetails());
    }
}

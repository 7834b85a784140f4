package org.chemoloop.fhir.catalogue;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.io.StringReader;
import java.util.function.Function;
import org.chemoloop.fhir.catalogue.CatalogueLoader.Loaded;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code $load} of MedicationKnowledge (drugs), PlanDefinition (regimens) and PractitionerRole (privileges): the
 * pharmacist brings a table, and hears of each bad row where it is and what to correct.
 */
@Component
public class CatalogueOperations implements FhirOperation {

    private final CatalogueLoader loader;

    CatalogueOperations(CatalogueLoader loader) {
        this.loader = loader;
    }

    @Operation(name = "$load", type = MedicationKnowledge.class)
    public OperationOutcome loadDrugs(
            @OperationParam(name = "file") @Nullable StringType file,
            @OperationParam(name = "csv", min = 1, max = 1) @Nullable StringType csv) {
        return load(csv, text -> loader.drugs(name(file), text));
    }

    @Operation(name = "$load", type = PlanDefinition.class)
    public OperationOutcome loadRegimens(
            @OperationParam(name = "file") @Nullable StringType file,
            @OperationParam(name = "csv", min = 1, max = 1) @Nullable StringType csv) {
        return load(csv, text -> loader.regimens(name(file), text));
    }

    @Operation(name = "$load", type = PractitionerRole.class)
    public OperationOutcome loadPrivileges(
            @OperationParam(name = "file") @Nullable StringType file,
            @OperationParam(name = "csv", min = 1, max = 1) @Nullable StringType csv) {
        return load(csv, text -> loader.privileges(name(file), text));
    }

    private static OperationOutcome load(@Nullable StringType csv, Function<StringReader, Loaded> load) {
        Loaded loaded = load.apply(new StringReader(csv == null || csv.getValue() == null ? "" : csv.getValue()));
        OperationOutcome outcome = new OperationOutcome();
        if (loaded.bad().isEmpty()) {
            outcome.addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.INFORMATIONAL)
                    .setDiagnostics(loaded.rows() + " rows taken")
                    .getDetails()
                    .setText("已导入 " + loaded.rows() + " 行");
            return outcome;
        }
        loaded.bad()
                .forEach(row -> outcome.addIssue()
                        .setSeverity(IssueSeverity.ERROR)
                        .setCode(IssueType.INVALID)
                        .setDiagnostics(row.toString()));
        throw new UnprocessableEntityException("nothing was taken: correct the rows and load it again", outcome);
    }

    private static String name(@Nullable StringType file) {
        return file == null || file.getValue() == null ? "table" : file.getValue();
    }
}

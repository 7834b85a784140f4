package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Path;
import org.chemoloop.routes.submit.BundleJson;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** The Bundles that are sent are byte by byte what HAPI's encoder makes of them. */
class BundleJsonTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final BundleJson json = new BundleJson(FHIR);

    private void isSameAsHapis(String name, Bundle bundle) {
        assertThat(json.write(bundle)).as(name).isEqualTo(FHIR.newJsonParser().encodeResourceToString(bundle));
    }

    @Test
    void everyFolderOfTheTestMessages() {
        int bundles = 0;
        for (TestMessages.Folder folder : TestMessages.all()) {
            if (folder.translation() instanceof Translation.Translated translated) {
                isSameAsHapis(folder.name(), translated.bundle());
                bundles++;
            }
        }
        assertThat(bundles).isGreaterThan(30);
    }

    @Test
    void everyMessageOfTheCorpus() throws IOException {
        for (Path file : Corpus.files()) {
            try {
                if (Maps.translator().translate(Hl7Message.parse(Corpus.text(file)))
                        instanceof Translation.Translated translated) {
                    isSameAsHapis(Corpus.name(file), translated.bundle());
                }
            } catch (UnreadableMessageException e) {
                // CorpusReviewTest knows how it is answered.
                continue;
            }
        }
    }

    @Test
    void charactersThatJsonEscapesAndElementsWithoutContent() {
        Bundle bundle = new Bundle();
        Patient patient = new Patient();
        patient.addName();
        patient.addName().setFamily("a\"b\\c\n\r\t\b\f\u0001\u001f\u007f\u2028𠮷/<&");
        patient.addContact().addTelecom();
        patient.addLink().setOther(new Reference("urn:uuid:1"));
        bundle.addEntry().setResource(patient);
        bundle.addEntry().setResource(new Patient());

        isSameAsHapis("escapes", bundle);
    }

    @Test
    void whatATranslationNeverSaysIsLeftToHapi() {
        Bundle bundle = new Bundle();
        Patient patient = new Patient();
        patient.getText().setDivAsString("<div>x</div>");
        patient.getMeta().addTag("s", "c", "d");
        patient.addName()
                .setFamily("A")
                .getFamilyElement()
                .setId("e1")
                .addExtension("urn:x", new Reference("a/_history/2"));
        patient.addGeneralPractitioner(new Reference(new Patient().addName(patient.getNameFirstRep())));
        patient.setId("Patient/p1/_history/3");
        bundle.addEntry().setFullUrl("urn:uuid:2").setResource(patient);

        isSameAsHapis("unusual", bundle);
    }
}

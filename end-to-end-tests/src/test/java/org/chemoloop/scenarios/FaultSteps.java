package org.chemoloop.scenarios;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.io.IOException;

/** What breaks, and who repairs it. */
public class FaultSteps {

    private boolean broken;

    @Given("the FHIR server has been killed")
    public void fhirServerIsKilled() throws IOException, InterruptedException {
        broken = true;
        Ward.hospital().kill("fhir-server");
    }

    @Given("the label service has been killed")
    public void labelServiceIsKilled() throws IOException, InterruptedException {
        broken = true;
        Ward.hospital().kill("label-print-service");
    }

    @When("the engineer starts what is not running")
    public void engineerRepairs() throws IOException, InterruptedException {
        Ward.hospital().up();
        broken = false;
    }

    /** A scenario that failed in between must not spoil the next one. */
    @After
    public void repair() throws IOException, InterruptedException {
        if (broken) {
            engineerRepairs();
        }
    }
}

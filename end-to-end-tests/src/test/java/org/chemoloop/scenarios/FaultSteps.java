package org.chemoloop.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;

/** What breaks, who repairs it, and who proves that nothing was lost. */
public class FaultSteps {

    private boolean broken;
    private String replayed = "";

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

    @When("the engineer replays the day")
    public void replays() throws IOException, InterruptedException {
        replayed = Ward.hospital().replay();
    }

    @Then("every bag is as messages and scans tell, and there were some of each")
    public void isAsTold() {
        assertThat(replayed).containsPattern("[1-9]\\d* bags, [1-9]\\d* messages, [1-9]\\d* scans, 0 differences");
    }

    /** A scenario that failed in between must not spoil the next one. */
    @After
    public void repair() throws IOException, InterruptedException {
        if (broken) {
            engineerRepairs();
        }
    }
}

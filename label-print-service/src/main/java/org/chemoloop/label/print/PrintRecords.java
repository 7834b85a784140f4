package org.chemoloop.label.print;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import org.chemoloop.label.fhir.FhirServer;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.fhir.OwnToken;
import org.chemoloop.label.fhir.Systems;
import org.jboss.logging.Logger;

/**
 * Tells the FHIR server of every label that came out: a Provenance of the bag or patient, with the DocumentReference of
 * the label in it. Its id is the job's, so telling it again makes no second one.
 */
public final class PrintRecords {
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
    private static final Logger LOG = Logger.getLogger(PrintRecords.class);
    private static final String REASON = "重打原因";

    private final PrintJobs jobs;
    private final FhirServer server;
    private final OwnToken token;
    private final ObjectMapper json;

    public PrintRecords(PrintJobs jobs, FhirServer server, OwnToken token, ObjectMapper json) {
        this.jobs = jobs;
        this.server = server;
        this.token = token;
        this.json = json;
    }

    /** One that the server will never take holds no other up; it is tried again with the next. */
    public PrintQueue.Turn turn() throws SQLException, FhirServerAwayException {
        int told = 0;
        int failed = 0;
        for (PrintJob job : jobs.unrecorded()) {
            try {
                tell(job);
                told++;
            } catch (NotAllowedException refused) {
                token.forget();
                throw new FhirServerAwayException("the client label may not write Provenance", refused);
            } catch (IllegalStateException refused) {
                LOG.errorf("job=%s state=unrecorded why=\"%s\"", job.id(), refused.getMessage());
                failed++;
            }
        }
        if (told > 0) {
            return PrintQueue.Turn.DONE;
        }
        return failed > 0 ? PrintQueue.Turn.HELD_UP : PrintQueue.Turn.NOTHING_WAITS;
    }

    private void tell(PrintJob job) throws SQLException, FhirServerAwayException, NotAllowedException {
        if (job.about() != null) {
            server.put(token.get(), "Provenance", "print-" + job.id(), provenance(job, job.about()));
        }
        jobs.recorded(job.id());
    }

    ObjectNode provenance(PrintJob job, String about) {
        ObjectNode provenance = json.createObjectNode();
        provenance.put("resourceType", "Provenance").put("id", "print-" + job.id());
        provenance.putArray("contained").add(document(job, about));
        provenance.putArray("target").addObject().put("reference", about);
        Instant printed = job.printed() == null ? job.asked() : job.printed();
        provenance.put("occurredDateTime", printed.toString());
        provenance.put("recorded", printed.toString());
        if (job.reason() != null) {
            provenance.putArray("reason").addObject().put("text", REASON + ": " + job.reason());
        }
        ObjectNode activity = provenance.putObject("activity");
        activity.putArray("coding").addObject().put("system", LIFECYCLE).put("code", "report");
        activity.put("text", job.time() > 1 ? "打印标签（重 第" + job.time() + "次）" : "打印标签");
        var agents = provenance.putArray("agent");
        agents.add(agent("performer", Systems.USER, job.operator()));
        if (job.settledBy() != null) {
            agents.add(agent("verifier", Systems.USER, job.settledBy()));
        }
        agents.add(agent("assembler", Systems.PRINTER, job.printer()));
        ObjectNode entity = provenance.putArray("entity").addObject().put("role", "source");
        entity.putObject("what")
                .put("reference", "#label")
                .putObject("identifier")
                .put("system", Systems.PRINT_JOB)
                .put("value", job.id().toString());
        return provenance;
    }

    /** R4 hashes an attachment with SHA-1; the SHA-256 that this service keeps stands beside it. */
    private ObjectNode document(PrintJob job, String about) {
        ObjectNode document = json.createObjectNode();
        document.put("resourceType", "DocumentReference").put("id", "label").put("status", "current");
        document.putArray("identifier")
                .addObject()
                .put("system", "urn:ietf:rfc:3986")
                .put("value", "urn:sha256:" + job.fileHash());
        document.putObject("type").put("text", job.template());
        if (about.startsWith("Patient/")) {
            document.putObject("subject").put("reference", about);
        }
        document.put("date", job.asked().toString());
        document.putArray("content")
                .addObject()
                .putObject("attachment")
                .put("contentType", "application/octet-stream")
                .put("size", job.file().length)
                .put("hash", Base64.getEncoder().encodeToString(PrintDesk.digest("SHA-1", job.file())));
        return document;
    }

    private ObjectNode agent(String type, String system, String value) {
        ObjectNode agent = json.createObjectNode();
        agent.putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", PARTICIPANT)
                .put("code", type);
        agent.putObject("who").putObject("identifier").put("system", system).put("value", value);
        return agent;
    }
}

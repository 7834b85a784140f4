package org.chemoloop.label.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.label.desk.LabelDesk;
import org.chemoloop.label.desk.LabelKind;
import org.chemoloop.label.desk.Looked;
import org.chemoloop.label.desk.MadeLabel;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.print.PrintDesk;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Shows the label of a bag, its outer bag or a wristband; showing is not printing, so nothing is recorded here. */
@Authenticated
@Path("/labels")
public class LabelResource {
    private static final Logger LOG = Logger.getLogger(LabelResource.class);
    private static final String FILE = "{code: [^./]*}.{format: [^./]+}";

    private final LabelDesk desk;
    private final PrintDesk prints;
    private final JsonWebToken caller;
    private final MeterRegistry figures;

    LabelResource(LabelDesk desk, PrintDesk prints, JsonWebToken caller, MeterRegistry figures) {
        this.desk = desk;
        this.prints = prints;
        this.caller = caller;
        this.figures = figures;
    }

    @GET
    @Path("/bag/" + FILE)
    public Response bag(@PathParam("code") String code, @BeanParam WantedLabel wanted, @Context HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        return label(LabelKind.BAG, code, wanted, headers);
    }

    @GET
    @Path("/outer-bag/" + FILE)
    public Response outerBag(
            @PathParam("code") String code, @BeanParam WantedLabel wanted, @Context HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        return label(LabelKind.OUTER_BAG, code, wanted, headers);
    }

    @GET
    @Path("/wristband/" + FILE)
    public Response wristband(
            @PathParam("code") String code, @BeanParam WantedLabel wanted, @Context HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        return label(LabelKind.WRISTBAND, code, wanted, headers);
    }

    @GET
    @Path("/delivery/" + FILE)
    public Response delivery(
            @PathParam("code") String batch, @BeanParam WantedLabel wanted, @Context HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        return label(LabelKind.DELIVERY, batch, wanted, headers);
    }

    private Response label(LabelKind kind, String code, WantedLabel wanted, HttpHeaders headers)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        Optional<Looked.Refused> unusable = wanted.refusal();
        if (unusable.isPresent()) {
            return Answers.refused(
                    unusable.get().reason(), headers, unusable.get().what());
        }
        Looked looked = prints.look(kind, code, caller.getRawToken());
        if (looked instanceof Looked.Found found) {
            return label(found, wanted);
        }
        Looked.Refused refused = (Looked.Refused) looked;
        return Answers.refused(refused.reason(), headers, refused.what());
    }

    private Response label(Looked.Found found, WantedLabel wanted) {
        Timer.Sample begun = Timer.start(figures);
        MadeLabel label = desk.make(found, wanted.form(), null);
        begun.stop(figures.timer(
                "labels.drawn",
                "kind",
                found.kind().code(),
                "format",
                wanted.form().format().name().toLowerCase(Locale.ROOT)));
        LOG.infof(
                "label=%s code=%s format=%s stock=%s pages=%d by=%s",
                label.template(), found.code(), wanted.format, label.stock(), label.pages(), caller.getSubject());
        return Response.ok(label.file(), wanted.form().format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + wanted.fileName(found.code()) + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Label-Template", label.template())
                .build();
    }
}

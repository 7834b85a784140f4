package org.chemoloop.label.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.chemoloop.label.chart.BagAnswer;
import org.chemoloop.label.chart.BagChart;
import org.chemoloop.label.chart.FhirServerAwayException;
import org.chemoloop.label.chart.NotAllowedException;
import org.chemoloop.label.chart.WristbandAnswer;
import org.chemoloop.label.chart.WristbandChart;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.BagLabel;
import org.chemoloop.label.layout.BagLabelLayout;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.layout.WristbandLayout;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.typeface.Typeface;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Shows the label of a bag or a wristband; showing is not printing, so nothing is recorded here. */
@Authenticated
@Path("/labels")
public class LabelResource {
    private static final Logger LOG = Logger.getLogger(LabelResource.class);
    private static final String FILE = "{code: [^./]*}.{format: [^./]+}";

    private final BagChart bags;
    private final WristbandChart wristbands;
    private final LabelPress press;
    private final Typeface typeface;
    private final JsonWebToken caller;

    LabelResource(BagChart bags, WristbandChart wristbands, LabelPress press, Typeface typeface, JsonWebToken caller) {
        this.bags = bags;
        this.wristbands = wristbands;
        this.press = press;
        this.typeface = typeface;
        this.caller = caller;
    }

    @GET
    @Path("/bag/" + FILE)
    public Response bag(@PathParam("code") String code, @BeanParam WantedLabel wanted, @Context HttpHeaders headers)
            throws FhirServerAwayException, NotAllowedException {
        Optional<BagCode> bag = BagCode.parse(code);
        if (bag.isEmpty()) {
            return Refusal.UNREADABLE_CODE.answer(headers, code);
        }
        Optional<Response> unusable = wanted.refusal(headers);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        BagAnswer answer = bags.look(bag.get(), caller.getRawToken());
        if (answer instanceof BagAnswer.Found found) {
            return label(wanted, code, draw(found.label(), wanted.stock()), BagLabelLayout.TEMPLATE);
        }
        if (answer instanceof BagAnswer.NoLongerUsed ended) {
            return Refusal.VOID_LABEL.answer(headers, ended.step());
        }
        return Refusal.UNKNOWN_BAG.answer(headers, code);
    }

    @GET
    @Path("/wristband/" + FILE)
    public Response wristband(
            @PathParam("code") String code, @BeanParam WantedLabel wanted, @Context HttpHeaders headers)
            throws FhirServerAwayException, NotAllowedException {
        Optional<WristbandCode> wristband = WristbandCode.parse(code);
        if (wristband.isEmpty()) {
            return Refusal.UNREADABLE_CODE.answer(headers, code);
        }
        Optional<Response> unusable = wanted.refusal(headers);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        WristbandAnswer answer = wristbands.look(wristband.get(), caller.getRawToken());
        if (answer instanceof WristbandAnswer.Found found) {
            Stock stock = wanted.stock().orElse(Stock.WRISTBAND);
            return label(wanted, code, WristbandLayout.draw(found.label(), stock, typeface), WristbandLayout.TEMPLATE);
        }
        if (answer instanceof WristbandAnswer.Replaced) {
            return Refusal.REPLACED_WRISTBAND.answer(headers, code);
        }
        return Refusal.UNKNOWN_WRISTBAND.answer(headers, code);
    }

    private Drawing draw(BagLabel label, Optional<Stock> stock) {
        return stock.map(given -> BagLabelLayout.draw(label, given, typeface))
                .orElseGet(() -> BagLabelLayout.draw(label, typeface));
    }

    private Response label(WantedLabel wanted, String code, Drawing drawing, String template) {
        byte[] file = press.press(drawing, wanted.format(), wanted.resolution());
        LOG.infof(
                "label=%s code=%s format=%s stock=%s pages=%d by=%s",
                template,
                code,
                wanted.format(),
                drawing.stock(),
                drawing.pages().size(),
                caller.getSubject());
        return Response.ok(file, wanted.format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + wanted.fileName(code) + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Label-Template", template)
                .build();
    }
}

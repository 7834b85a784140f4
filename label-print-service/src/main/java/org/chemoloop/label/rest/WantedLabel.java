package org.chemoloop.label.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.label.desk.LabelForm;
import org.chemoloop.label.desk.Looked;
import org.chemoloop.label.desk.Refusal;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.render.Resolution;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How a label is wanted, as it stands in the address. */
public class WantedLabel {
    @PathParam("format")
    @Parameter(description = "png, pdf, zpl or tspl", example = "png")
    String format = "";

    @QueryParam("stock")
    @DefaultValue("")
    @Parameter(description = "Width x height in millimetres; without it the template chooses", example = "70x50")
    String stock = "";

    @QueryParam("dpi")
    @DefaultValue("203")
    @Parameter(description = "203 or 300", example = "203")
    String dpi = "";

    @QueryParam("language")
    @DefaultValue("zh")
    @Parameter(description = "zh or en", example = "zh")
    String language = "";

    @QueryParam("barcodes")
    @DefaultValue("dots")
    @Parameter(description = "dots, or native: the printer draws the barcodes itself", example = "dots")
    String barcodes = "";

    /** Empty when all of it can be had. */
    Optional<Looked.Refused> refusal() {
        if (LabelFormat.of(format).isEmpty()) {
            return Optional.of(new Looked.Refused(Refusal.UNKNOWN_FORMAT, format));
        }
        if (!stock.isEmpty() && Stock.parse(stock).isEmpty()) {
            return Optional.of(new Looked.Refused(Refusal.UNKNOWN_STOCK, stock));
        }
        if (Resolution.of(dpi).isEmpty()) {
            return Optional.of(new Looked.Refused(Refusal.UNKNOWN_RESOLUTION, dpi));
        }
        return isSpoken(language)
                ? Optional.empty()
                : Optional.of(new Looked.Refused(Refusal.UNKNOWN_LANGUAGE, language));
    }

    static boolean isSpoken(String language) {
        return language.equals("zh") || language.equals("en");
    }

    LabelForm form() {
        return new LabelForm(
                LabelFormat.of(format).orElseThrow(),
                Stock.parse(stock),
                Resolution.of(dpi).orElseThrow(),
                language,
                barcodes.equals("native"));
    }

    String fileName(String code) {
        return code + "." + format.toLowerCase(Locale.ROOT);
    }
}

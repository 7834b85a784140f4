package org.chemoloop.label.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.render.Resolution;

/** How a label is wanted: the file's ending, {@code stock=70x50} in millimetres, {@code dpi=203} or {@code 300}. */
public class WantedLabel {
    @PathParam("format")
    String format = "";

    @QueryParam("stock")
    @DefaultValue("")
    String stock = "";

    @QueryParam("dpi")
    @DefaultValue("203")
    String dpi = "";

    Optional<Response> refusal(HttpHeaders headers) {
        if (LabelFormat.of(format).isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_FORMAT.answer(headers, format));
        }
        if (!stock.isEmpty() && stock().isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_STOCK.answer(headers, stock));
        }
        if (Resolution.of(dpi).isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_RESOLUTION.answer(headers, dpi));
        }
        return Optional.empty();
    }

    LabelFormat format() {
        return LabelFormat.of(format).orElseThrow();
    }

    /** Empty when the label may choose. */
    Optional<Stock> stock() {
        return Stock.parse(stock);
    }

    Resolution resolution() {
        return Resolution.of(dpi).orElseThrow();
    }

    String fileName(String code) {
        return code + "." + format.toLowerCase(Locale.ROOT);
    }
}

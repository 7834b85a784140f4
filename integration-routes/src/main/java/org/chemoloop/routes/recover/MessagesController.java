package org.chemoloop.routes.recover;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;
import org.chemoloop.routes.recover.MessageSearch.Detail;
import org.chemoloop.routes.recover.MessageSearch.Page;
import org.chemoloop.routes.recover.MessageSearch.Wanted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The engineers' view of every message: find it, explain it, repeat it. */
@RestController
@RequestMapping("/api/messages")
class MessagesController {
    private static final Logger log = LoggerFactory.getLogger(MessagesController.class);

    private final MessageSearch messages;
    private final MessageExport export;
    private final Resend resend;

    MessagesController(MessageSearch messages, MessageExport export, Resend resend) {
        this.messages = messages;
        this.export = export;
        this.resend = resend;
    }

    @GetMapping
    Page find(
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String delivery,
            @RequestParam(required = false) @Nullable String controlId,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String patient,
            @RequestParam(required = false) @Nullable String correlation,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "0") int page,
            Principal person) {
        log.info("searched messages by={} page={}", person.getName(), page);
        return messages.find(
                new Wanted(direction, channel, state, delivery, controlId, order, patient, correlation, from, to),
                Math.max(0, page));
    }

    /** All of a time, as lines of JSON. */
    @GetMapping("/export")
    void export(@RequestParam Instant from, @RequestParam Instant to, HttpServletResponse response, Principal person)
            throws IOException {
        log.info("exported messages by={} from={} to={}", person.getName(), from, to);
        response.setContentType("application/x-ndjson");
        export.write(from, to, response.getOutputStream());
    }

    @GetMapping("/{id}")
    Detail read(@PathVariable UUID id, Principal person) {
        log.info("read message={} by={}", id, person.getName());
        return messages.detail(id).orElseThrow(() -> unknown(id));
    }

    /** Without double effect: the FHIR side and the counterparts know a repeat by its numbers. */
    @PostMapping("/{id}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@PathVariable UUID id, Principal person) {
        if (!resend.resend(id, person.getName())) {
            throw unknown(id);
        }
    }

    /** Owes the counterpart this message no more: those of the same patient that wait behind it go on. */
    @PostMapping("/{id}/waive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void waive(@PathVariable UUID id, Principal person) {
        if (!resend.waive(id, person.getName())) {
            throw unknown(id);
        }
    }

    private static ResponseStatusException unknown(UUID id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no message " + id);
    }
}

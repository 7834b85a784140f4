package org.chemoloop.routes.channel;

import java.security.Principal;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows the counterparts to engineers and lets them pause what goes out. */
@RestController
@RequestMapping("/api/channels")
class ChannelsController {
    private final Channels channels;
    private final Pauses pauses;
    private final CamelContext camel;

    ChannelsController(Channels channels, Pauses pauses, CamelContext camel) {
        this.channels = channels;
        this.pauses = pauses;
        this.camel = camel;
    }

    @GetMapping
    List<Channel> all() throws Exception {
        return channels.all();
    }

    @PostMapping("/{name}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable String name, Principal person) throws Exception {
        pauses.pause(known(name), person.getName());
        pauses.align(camel);
    }

    @PostMapping("/{name}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable String name, Principal person) throws Exception {
        pauses.resume(known(name), person.getName());
        pauses.align(camel);
    }

    private static String known(String name) {
        if (!Pauses.names().contains(name)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "no channel " + name + "; there are " + Pauses.names());
        }
        return name;
    }
}

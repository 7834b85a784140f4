package org.chemoloop.routes.codes;

import java.security.Principal;
import java.util.List;
import org.chemoloop.routes.codes.UnknownCodes.Answered;
import org.chemoloop.routes.codes.UnknownCodes.Carrier;
import org.chemoloop.routes.codes.UnknownCodes.Item;
import org.chemoloop.routes.codes.UnknownCodes.Page;
import org.chemoloop.routes.translate.Translator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The engineers' questions: which codes of which sender have no row, and what they mean. */
@RestController
@RequestMapping("/api/unknown-codes")
class UnknownCodesController {
    private static final int MOST_CARRIERS = 200;

    private final UnknownCodes codes;
    private final Translator translator;

    UnknownCodesController(UnknownCodes codes, Translator translator) {
        this.codes = codes;
        this.translator = translator;
    }

    /** A row that an answer may name. */
    record Choice(
            String row, @Nullable String code, @Nullable String display) {}

    /** A code with the messages that carried it and all that it may mean. */
    record Detail(Item code, List<Carrier> messages, List<Choice> choices) {}

    /** What the code means: a row of the table, or a code that its rows give. */
    record Meaning(@Nullable String means) {}

    @GetMapping
    Page find(@RequestParam(defaultValue = "open") String state, @RequestParam(defaultValue = "0") int page) {
        return codes.find(state, Math.max(0, page));
    }

    @GetMapping("/{id}")
    Detail read(@PathVariable long id) {
        Item item = known(id);
        return new Detail(item, codes.carriers(id, MOST_CARRIERS), choices(item));
    }

    private List<Choice> choices(Item item) {
        return translator.rows(item.sender(), item.table()).entrySet().stream()
                .map(row -> new Choice(
                        row.getKey(), row.getValue().code(), row.getValue().display()))
                .toList();
    }

    /** From now on it means that; what was refused for it takes effect, without double effect. */
    @PostMapping("/{id}/answer")
    Answered answer(@PathVariable long id, @RequestBody Meaning meaning, Principal person) {
        Item item = known(id);
        String means = meaning.means() == null ? "" : meaning.means().strip();
        if (means.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "means: a row of table " + item.table());
        }
        codes.objection(item, means, person.getName()).ifPresent(why -> {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, why);
        });
        return codes.answer(item, means, person.getName());
    }

    /** It stays as the sender writes it, and nobody is asked again. */
    @PostMapping("/{id}/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable long id, Principal person) {
        codes.dismiss(known(id), person.getName());
    }

    private Item known(long id) {
        return codes.item(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no unknown code " + id));
    }
}

package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.fhir.order.Chart.Kept;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry of a message.
 *
 * @param status of HTTP, as the answering Bundle says it
 * @param resource as stored; absent when nothing is
 */
public record EntryOutcome(int status, @Nullable Resource resource, List<Remark> remarks) {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    public EntryOutcome {
        remarks = List.copyOf(remarks);
    }

    public static EntryOutcome of(Kept<?> kept) {
        return new EntryOutcome(kept.created() ? CREATED : OK, kept.resource(), List.of());
    }

    static EntryOutcome created(Resource resource) {
        return new EntryOutcome(CREATED, resource, List.of());
    }

    public static EntryOutcome unchanged(Resource resource) {
        return new EntryOutcome(OK, resource, List.of());
    }

    public static EntryOutcome refused(Remark why) {
        return new EntryOutcome(status(why), null, List.of(why));
    }

    /** Refused, but kept as refused: people want to see what was asked. */
    static EntryOutcome refused(Resource kept, List<Remark> why) {
        return new EntryOutcome(UNPROCESSABLE, kept, why);
    }

    public EntryOutcome with(List<Remark> more) {
        List<Remark> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new EntryOutcome(status, resource, all);
    }

    private static int status(Remark why) {
        return switch (why.code()) {
            case Remark.UNKNOWN_KEY -> NOT_FOUND;
            case Remark.DUPLICATE_KEY -> CONFLICT;
            default -> UNPROCESSABLE;
        };
    }
}

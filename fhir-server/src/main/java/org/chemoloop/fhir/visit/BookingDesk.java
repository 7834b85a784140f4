package org.chemoloop.fhir.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.fhir.access.CurrentPerson;
import org.chemoloop.fhir.loop.GivenReason;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.Overrides;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.People;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.Source;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.visit.seat.BookingReview;
import org.chemoloop.fhir.visit.seat.BookingReview.Opinion;
import org.chemoloop.fhir.visit.seat.SeatBookings;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Warns whoever books more than the centre can look after; a reason given goes past it and is kept. */
@Component
class BookingDesk {

    private final BookingReview review;
    private final SeatBookings seats;
    private final People people;
    private final DaoRegistry daos;
    private final Clock clock;

    BookingDesk(BookingReview review, SeatBookings seats, People people, DaoRegistry daos, Clock clock) {
        this.review = review;
        this.seats = seats;
        this.people = people;
        this.daos = daos;
        this.clock = clock;
    }

    /**
     * @param said has its number and its patient already
     * @param told whether the HIS tells of what its patient knows already: that is put on record and holds nobody up
     */
    void weigh(@Nullable Appointment before, Appointment said, boolean told, RequestDetails request) {
        List<GivenReason> reasons = Overrides.of(said);
        said.getExtension().removeIf(extension -> Systems.OVERRIDE.equals(extension.getUrl()));
        String id = before == null ? "" : before.getIdElement().getIdPart();
        Optional<Opinion> opinion = review.of(id, before, said);
        if (opinion.isEmpty()) {
            keepUnchecked(before, said);
            return;
        }
        mark(said, opinion.get().unchecked());
        List<Refusal> unanswered = new ArrayList<>();
        List<DetectedIssue> issues = new ArrayList<>();
        Locale locale = Asking.localeOf(request.getHeader("Accept-Language"));
        for (Refusal warning : opinion.get().warnings()) {
            Optional<GivenReason> reason =
                    reasons.stream().filter(given -> given.answers(warning)).findFirst();
            if (reason.isPresent()) {
                issues.add(Overrides.overridden(warning, reason.get().reason(), patient(said), who(), now()));
            } else if (told) {
                issues.add(Overrides.notice(warning, patient(said), who(), now()));
            } else {
                unanswered.add(warning);
            }
        }
        // Nobody should give a reason for a booking that is refused in any case.
        if (!unanswered.isEmpty() && seats.objection(id, before, said).isEmpty()) {
            throw RefusedScan.answer(unanswered, locale);
        }
        issues.forEach(issue -> keep(issue, said));
        List<DetectedIssue> overridden =
                issues.stream().filter(DetectedIssue::hasMitigation).toList();
        if (!overridden.isEmpty()) {
            request.getUserData().put(pastWarnings(said), overridden);
        }
    }

    /** The appointment is stored: who has taken it past which warnings stands beside it. */
    void leave(Appointment stored, RequestDetails request) {
        if (request.getUserData().remove(pastWarnings(stored)) instanceof List<?> overridden) {
            Provenance provenance = Overrides.provenance(
                    new Reference("Appointment/" + stored.getIdElement().getIdPart()),
                    "预约",
                    overridden.stream().map(DetectedIssue.class::cast).toList(),
                    who(),
                    now(),
                    Source.ofRequest(request.getRequestId()));
            daos.getResourceDao(Provenance.class).create(provenance, OwnWrite.request());
        }
    }

    private static String pastWarnings(Appointment said) {
        return "past-warnings|" + number(said).getValue();
    }

    private static Identifier number(Appointment said) {
        return Terms.identifier(said.getIdentifier(), Terms.APPOINTMENT)
                .orElseThrow(() -> new IllegalStateException("an appointment without a number is weighed"));
    }

    /** As the rules name it that had nothing to look at; what was found at an earlier plan is past. */
    static void mark(Appointment said, List<Rule> unchecked) {
        said.getExtension().removeIf(extension -> Terms.NOT_CHECKED.equals(extension.getUrl()));
        unchecked.forEach(rule -> said.addExtension(new Extension(Terms.NOT_CHECKED, new CodeType(rule.id()))));
    }

    private static void keepUnchecked(@Nullable Appointment before, Appointment said) {
        if (before != null && !said.hasExtension(Terms.NOT_CHECKED)) {
            before.getExtensionsByUrl(Terms.NOT_CHECKED).forEach(rule -> said.addExtension(rule.copy()));
        }
    }

    private void keep(DetectedIssue issue, Appointment said) {
        issue.addImplicated(new Reference()
                .setType("Appointment")
                .setIdentifier(number(said).copy()));
        daos.getResourceDao(DetectedIssue.class).create(issue, OwnWrite.request());
    }

    static String patient(Appointment said) {
        return said.getParticipant().stream()
                .map(participant -> participant.getActor().getReferenceElement())
                .filter(actor -> "Patient".equals(actor.getResourceType()))
                .map(actor -> actor.getIdPart())
                .findFirst()
                .orElse("");
    }

    private Reference who() {
        return CurrentPerson.ofThisRequest()
                .map(person -> people.reference(person.name()))
                .orElseGet(Reference::new);
    }

    private Date now() {
        return Date.from(clock.instant());
    }
}

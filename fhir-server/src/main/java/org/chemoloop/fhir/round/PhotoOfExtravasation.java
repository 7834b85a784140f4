package org.chemoloop.fhir.round;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.WriteRule;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.Media;
import org.hl7.fhir.r4.model.Media.MediaStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.springframework.stereotype.Component;

/**
 * The arm is photographed after an extravasation (R3): the photo is owed as the treatment is, until a Media of the same
 * patient says that it is part of the event. It is evidence and stays as it is; one that was a mistake is marked so,
 * and is owed again.
 */
@Component
class PhotoOfExtravasation implements WriteRule {

    private static final Threshold ASKED =
            new Threshold("chemoloop.rules.extravasation-photo", "on", Unit.SWITCH, "domain rule R3: photo");

    static final Rule RULE = Rule.info(
                    "R3-photo",
                    LoopIssue.OUTSIDE_WINDOW,
                    "外渗后须拍照存档，未拍的列入清单",
                    "After an extravasation a photo (Media, partOf the event) is owed and listed by $follow-ups-due until it"
                            + " is there")
            .with(ASKED);

    static final String OWED = "photo";

    private static final String EVENT = "AdverseEvent";

    private final Store store;
    private final boolean asked;

    PhotoOfExtravasation(Store store, SiteSettings site) {
        this.store = store;
        this.asked = site.isOn(ASKED);
    }

    boolean isAsked() {
        return asked;
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Media photo && eventOf(photo).isPresent()) {
            boolean sameArm = event(photo)
                    .map(event -> event.getSubject().getReferenceElement().getIdPart())
                    .filter(patient -> patient.equals(
                            photo.getSubject().getReferenceElement().getIdPart()))
                    .isPresent();
            if (!sameArm) {
                throw refused(
                        LoopIssue.WRONG_PATIENT,
                        "照片不是这位患者的外渗事件的",
                        "The photo is not of the patient of this event",
                        request);
            }
            if (isGood(photo) && !isPicture(photo)) {
                throw refused(
                        LoopIssue.WRONG_STATE,
                        "请附上照片（content：image/… 及 data 或 url）",
                        "A photo has content: image/… with data or url",
                        request);
            }
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (before instanceof Media stored
                && after instanceof Media said
                && eventOf(stored).isPresent()) {
            if (!isMarkedAsMistake(stored, said)) {
                throw refused(
                        LoopIssue.WRONG_STATE,
                        "外渗照片不能更改；拍错的请标记 entered-in-error 后重拍",
                        "The photo of an event is not changed: mark a wrong one as entered in error, and take another",
                        request);
            }
            event(stored)
                    .filter(event -> !hasAnother(event, stored))
                    .ifPresent(event -> owed(event, ServiceRequestStatus.ACTIVE));
        }
    }

    private static boolean isMarkedAsMistake(Media stored, Media said) {
        Media marked = stored.copy();
        marked.setStatus(MediaStatus.ENTEREDINERROR);
        marked.setMeta(said.getMeta());
        marked.setNote(said.getNote());
        return marked.equalsDeep(said);
    }

    @Override
    public void stored(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Media photo && isGood(photo)) {
            event(photo).ifPresent(event -> owed(event, ServiceRequestStatus.COMPLETED));
        }
    }

    private void owed(AdverseEvent event, ServiceRequestStatus status) {
        store.find(ServiceRequest.class, AfterExtravasation.idOf(event, OWED))
                .filter(photo -> photo.getStatus() != status)
                .ifPresent(photo -> store.put(ServiceRequest.class, photo.setStatus(status)));
    }

    private boolean hasAnother(AdverseEvent event, Media mistake) {
        String patient = event.getSubject().getReferenceElement().getIdPart();
        return store
                .search(Media.class, Store.parameters().add("subject", new ReferenceParam("Patient/" + patient)))
                .stream()
                .filter(photo -> isGood(photo)
                        && !photo.getIdElement()
                                .getIdPart()
                                .equals(mistake.getIdElement().getIdPart()))
                .anyMatch(photo -> eventOf(photo)
                        .filter(event.getIdElement().getIdPart()::equals)
                        .isPresent());
    }

    private static boolean isGood(Media photo) {
        return photo.getStatus() == MediaStatus.COMPLETED;
    }

    private static boolean isPicture(Media photo) {
        return photo.getContent().hasContentType()
                && photo.getContent().getContentType().startsWith("image/")
                && (photo.getContent().hasData() || photo.getContent().hasUrl());
    }

    private Optional<AdverseEvent> event(Media photo) {
        return eventOf(photo).flatMap(id -> store.find(AdverseEvent.class, id));
    }

    private static Optional<String> eventOf(Media photo) {
        return photo.getPartOf().stream()
                .map(Reference::getReferenceElement)
                .filter(part -> EVENT.equals(part.getResourceType()))
                .map(part -> part.getIdPart())
                .findFirst();
    }

    private static RuntimeException refused(LoopIssue issue, String zh, String en, RequestDetails request) {
        return RefusedScan.answer(Refusal.of(issue, zh, en), Asking.of(request).locale());
    }
}

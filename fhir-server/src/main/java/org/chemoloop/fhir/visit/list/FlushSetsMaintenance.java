package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.scan.WriteRule;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.springframework.stereotype.Component;

/**
 * Whoever has flushed a central line need not look up when it is due again (R6): the time stands on the line. A flush
 * that was none brings back what the flushes before it make of it, or the line is due at once.
 */
@Component
class FlushSetsMaintenance implements WriteRule {

    private static final Threshold EVERY = new Threshold(
            "chemoloop.visits.maintenance-every",
            "PICC=168h, CVC=168h, PORT=672h",
            Unit.LIST,
            "general knowledge of WS/T 433-2023 and T/CNAS 33-2023, unverified: seven days, four weeks for a port; LINE=HOURSh");

    static final Rule RULE = Rule.info(
                    "R6-next",
                    LoopIssue.OUTSIDE_WINDOW,
                    "冲封管记录（line-flushed）自动确定该导管下次维护时间",
                    "A flush on record (Observation line-flushed, with the line as device, or of a patient with one central"
                            + " line) sets when that line is due next")
            .with(EVERY);

    private static final String FLUSHED = "line-flushed";
    private static final int NEWEST = 60;

    private final Store store;
    private final Locks locks;
    private final Map<String, Duration> every = new HashMap<>();

    FlushSetsMaintenance(Store store, Locks locks, SiteSettings site) {
        this.store = store;
        this.locks = locks;
        for (String entry : site.list(EVERY)) {
            if (!entry.matches("(PICC|CVC|PORT)=\\d{1,5}h")) {
                throw site.complaint(EVERY, "a list of LINE=HOURSh with PICC, CVC, PORT");
            }
            int sign = entry.indexOf('=');
            every.put(
                    entry.substring(0, sign),
                    Duration.ofHours(Long.parseLong(entry.substring(sign + 1, entry.length() - 1))));
        }
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        // A flush is nobody's to refuse; what follows from it is written when it is stored.
    }

    @Override
    public void stored(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Observation flush && tells(flush)) {
            line(flush)
                    .flatMap(line -> next(line, at(flush))
                            // Told late, of a line that was flushed since, it brings nothing forward.
                            .filter(time -> line.next().filter(time::isBefore).isEmpty())
                            .map(line::dueAt))
                    .ifPresent(line -> store.put(Device.class, line));
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (before instanceof Observation flush
                && after instanceof Observation said
                && tells(flush)
                && said.getStatus() == ObservationStatus.ENTEREDINERROR) {
            line(flush)
                    .filter(line -> line.next().equals(next(line, at(flush))))
                    .ifPresent(line -> store.put(Device.class, line.dueAt(withoutIt(line, flush))));
        }
    }

    private static boolean tells(Observation observation) {
        return observation.getStatus() != ObservationStatus.ENTEREDINERROR
                && observation.hasEffectiveDateTimeType()
                && observation.getCode().hasCoding(Systems.LOOP_OBSERVATION, FLUSHED);
    }

    private static Instant at(Observation flush) {
        return flush.getEffectiveDateTimeType().getValue().toInstant();
    }

    private Optional<Instant> next(CentralLine line, Instant flushed) {
        return line.type().map(every::get).map(flushed::plus);
    }

    private Instant withoutIt(CentralLine line, Observation wrong) {
        String patient = wrong.getSubject().getReferenceElement().getIdPart();
        return store
                .search(
                        Observation.class,
                        Store.newest(NEWEST, "date")
                                .add("subject", new ReferenceParam("Patient/" + patient))
                                .add("code", new TokenParam(Systems.LOOP_OBSERVATION, FLUSHED)))
                .stream()
                .filter(flush -> !flush.getIdElement()
                                .getIdPart()
                                .equals(wrong.getIdElement().getIdPart())
                        && tells(flush)
                        && !at(flush).isAfter(at(wrong)))
                .filter(flush -> named(flush)
                        .map(line.device().getIdElement().getIdPart()::equals)
                        .orElse(true))
                .findFirst()
                .flatMap(flush -> next(line, at(flush)))
                .orElse(at(wrong));
    }

    /** The line that is named, else the only one that the patient has. */
    private Optional<CentralLine> line(Observation flush) {
        String patient = flush.getSubject().getReferenceElement().getIdPart();
        if (patient == null) {
            return Optional.empty();
        }
        Optional<String> named = named(flush);
        // Two flushes of one patient at once: the later time stands.
        locks.take(List.of("lines|" + patient));
        List<Device> devices = named.isPresent()
                ? store.find(Device.class, named.get()).stream().toList()
                : store.search(
                        Device.class, Store.parameters().add("patient", new ReferenceParam("Patient/" + patient)));
        List<CentralLine> lines = devices.stream()
                .flatMap(device -> CentralLine.of(device).stream())
                .filter(line -> line.liesIn(patient))
                .toList();
        return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
    }

    private static Optional<String> named(Observation flush) {
        return "Device".equals(flush.getDevice().getReferenceElement().getResourceType())
                ? Optional.ofNullable(flush.getDevice().getReferenceElement().getIdPart())
                : Optional.empty();
    }
}

-- Who confirmed with an own token, as second person, that this bag is for this patient.
create table loop.confirmation (
    bag       text        not null,
    patient   text        not null,
    person    text        not null,
    wristband text        not null,
    confirmed timestamptz not null,
    primary key (bag, patient, person)
);

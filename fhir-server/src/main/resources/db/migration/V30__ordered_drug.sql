-- What a patient is ordered drug by drug, bag by bag: duplicates, premedication, cycles and lifetime doses are judged by it.
create table loop.ordered_drug (
    item       text        not null, -- MedicationRequest id of the bag, or of the line without one
    drug       text        not null, -- code of cs/hospital-drug
    patient    text        not null,
    milligrams numeric     not null, -- zero where the amount is no mass
    planned    timestamptz not null,
    primary key (item, drug)
);
create index ordered_drug_of_patient on loop.ordered_drug (patient, planned);

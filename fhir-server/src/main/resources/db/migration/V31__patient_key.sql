-- By what a patient is known again who comes under another number: the number without its letter case, without its
-- leading letters, and who the person is (a hash of name, sex and birth date; empty when one of them is missing).
create table loop.patient_key (
    patient text not null,
    number  text not null,
    digits  text not null,
    person  text not null,
    primary key (patient, number)
);
create index patient_key_number on loop.patient_key (number);
create index patient_key_digits on loop.patient_key (digits);
create index patient_key_person on loop.patient_key (person) where person <> '';

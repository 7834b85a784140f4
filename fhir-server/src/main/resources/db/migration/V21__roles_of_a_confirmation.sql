-- What the second person was when they confirmed: after a reaction it has to be a doctor.
alter table loop.confirmation add column roles text not null default ''; -- separated by spaces

-- Whether whoever is told of an event is told its place too, and later ones of the patient may wait for it. What is
-- older than this column was told without.
alter table loop.outbox add column in_order boolean not null default false;
alter table loop.outbox alter column in_order set default true;
create index outbox_patient on loop.outbox (patient, sequence) where in_order;

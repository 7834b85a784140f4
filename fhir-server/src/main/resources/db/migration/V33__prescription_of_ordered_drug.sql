-- What a prescription holds, however many messages it came in: how many drugs, and whether one of them is cytotoxic.
-- What was ordered before belongs to no prescription here.
alter table loop.ordered_drug add column prescription text not null default '';
alter table loop.ordered_drug add column cytotoxic boolean not null default true;
alter table loop.ordered_drug alter column prescription drop default;
alter table loop.ordered_drug alter column cytotoxic drop default;

-- What was told under a number, and the number that a correction takes back (RXA-21 D): it counts, but is told under the
-- number of what was wrong.
alter table announced_administration add column event text not null default '';
alter table announced_administration add column takes_back integer;

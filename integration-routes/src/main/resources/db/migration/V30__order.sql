-- What of a group is not settled yet: later ones of the group wait for it, whichever consumer has it in hand.
create index kept_message_unsettled on kept_message (ordering_group, number)
    where state = 'kept' or delivery in ('pending', 'stopped');

-- The latest event of each patient that was told, by its place among all events of the FHIR side: one that comes out of
-- the queue before its predecessor is known by that.
create table told_event (
    patient text primary key,
    place   bigint not null
);

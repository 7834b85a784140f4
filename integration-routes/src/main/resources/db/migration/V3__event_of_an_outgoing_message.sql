-- The event that an outgoing message tells of, until it is delivered: a message that we wrote wrongly is written anew
-- from it when a person resends it.
alter table kept_message add column event text;

-- How often a message was laid aside: its next try waits the longer for it. Attempts count also those while nobody was
-- there, which say nothing about the message.
alter table kept_message add column parkings integer not null default 0;
-- The late answers of a message, to find those that nobody has sent on.
create index kept_message_answers on kept_message (answers) where answers is not null;

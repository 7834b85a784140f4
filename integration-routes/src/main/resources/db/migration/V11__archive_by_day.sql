-- What is settled leaves the working table after some days and lies by day from then on: to forget a day is to drop its
-- partition. The columns are those of kept_message.
create table message_archive (
    day date not null,
    like kept_message including defaults
) partition by list (day);
create index message_archive_id on message_archive (id);
create index message_archive_number on message_archive (number desc);
create index message_archive_received on message_archive (direction, channel, received desc);
create index message_archive_control_id on message_archive (control_id);
create index message_archive_patients on message_archive using gin (patients);
create index message_archive_orders on message_archive using gin (orders);

-- The names of archived messages, so that a repeat is known without a look at every day.
create table archived_name (
    message_key text primary key,
    id          uuid not null,
    day         date not null
);
create index archived_name_day on archived_name (day);

create view every_message as
    select id, number, direction, channel, message_key, content_hash, control_id, message_type, patients, orders,
        ordering_group, raw, received, state, delivery, answer, answer_code, answer_control_id, answer_orders, answered,
        answers, attempts, blamed, tries, next_try, last_try, repeats, resends, resources, failure, event, parkings
    from kept_message
    union all
    select id, number, direction, channel, message_key, content_hash, control_id, message_type, patients, orders,
        ordering_group, raw, received, state, delivery, answer, answer_code, answer_control_id, answer_orders, answered,
        answers, attempts, blamed, tries, next_try, last_try, repeats, resends, resources, failure, event, parkings
    from message_archive;

-- What an outgoing message came of: the id of a received one, or the name that a client has given its request. A
-- received message is known by its own id.
alter table kept_message add column correlation text;
alter table message_archive add column correlation text;
create index kept_message_correlation on kept_message (correlation) where correlation is not null;
create index message_archive_correlation on message_archive (correlation) where correlation is not null;

create or replace view every_message as
    select id, number, direction, channel, message_key, content_hash, control_id, message_type, patients, orders,
        ordering_group, raw, received, state, delivery, answer, answer_code, answer_control_id, answer_orders, answered,
        answers, attempts, blamed, tries, next_try, last_try, repeats, resends, resources, failure, event, parkings,
        correlation
    from kept_message
    union all
    select id, number, direction, channel, message_key, content_hash, control_id, message_type, patients, orders,
        ordering_group, raw, received, state, delivery, answer, answer_code, answer_control_id, answer_orders, answered,
        answers, attempts, blamed, tries, next_try, last_try, repeats, resends, resources, failure, event, parkings,
        correlation
    from message_archive;

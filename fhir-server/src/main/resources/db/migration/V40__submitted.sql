-- The last number under which something of an ordering group (a patient's messages) was submitted. A smaller one comes
-- from a node that was frozen while another took its messages over.
create table loop.submitted (
    ordering_group text primary key,
    number bigint not null
);

-- Which appointment holds which seat when; written under the advisory lock of the seat, in the transaction of the appointment.
create table loop.seat_booking (
    appointment text        primary key,
    seat        text        not null, -- sid/seat
    patient     text        not null,
    starts      timestamptz not null,
    ends        timestamptz not null
);
create index seat_booking_of_seat on loop.seat_booking (seat, starts);

-- Declined by ourselves, because somebody was faster: other times are still looked for, whoever changes the request meanwhile.
alter table booking_request add column still_looking boolean not null default false;

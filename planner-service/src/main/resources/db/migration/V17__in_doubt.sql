-- A time that a clinic's system was told to hold for us, and has not said that it does.
alter table system_visit drop constraint system_visit_state_check;
alter table system_visit add constraint system_visit_state_check
    check (state in ('HOLDING', 'HELD', 'TRIED', 'BOOKED', 'OVER'));

-- What was told without an answer may still arrive until then: whoever asks for more meanwhile waits, too.
alter table system_errand add column not_before timestamptz;

-- When triage said what a request rests on: an emergency that was told after it stops the request, however soon after it
-- the request was made. Of requests from before nobody knows, so that each emergency stops them.
alter table booking_request add column assessed_at timestamptz not null default '1970-01-01T00:00:00Z';

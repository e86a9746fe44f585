-- A new plan goes on from the weeks that a person has lived by.
create index plan_by_start on plan (clinic, patient, starts_on);

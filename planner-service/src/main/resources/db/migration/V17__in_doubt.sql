-- What was told without an answer may still arrive until then: whoever asks for more meanwhile waits, too.
alter table system_errand add column not_before timestamptz;

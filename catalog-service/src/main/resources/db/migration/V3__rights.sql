-- The service publishes what its build carries; the tables themselves are the owner's.
grant select, insert, update, delete on edition, exercise, advice, source to ${service};

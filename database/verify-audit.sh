#!/usr/bin/env bash
# Follows the audit of every room and clinic, prints what it finds, and fails when a chain is broken:
#   docker-compose exec database /scapula/verify-audit
set -euo pipefail
{
    echo 'create temporary table verdict as'
    cat /scapula/verify-audit.sql
    cat <<'SQL'
table verdict;
do $$
begin
    if exists (select from verdict where chain is distinct from 'whole') then
        raise exception 'The audit is broken.';
    end if;
end
$$;
SQL
} | psql -X -q -v ON_ERROR_STOP=1 -v VERBOSITY=terse -P pager=off -U "$POSTGRES_USER" -d "$POSTGRES_DB" || exit 1

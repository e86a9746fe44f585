#!/usr/bin/env bash
# Builds the rooms inside the database container at its first start (docker-entrypoint-initdb.d), with the passwords of
# its environment. After a change of passwords, run it again:
#   docker-compose exec database /docker-entrypoint-initdb.d/10-rooms.sh
set -euo pipefail
psql -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
\getenv catalog SCAPULA_CATALOG_PASSWORD
\getenv triage SCAPULA_TRIAGE_PASSWORD
\getenv planner SCAPULA_PLANNER_PASSWORD
select set_config('rooms.catalog', :'catalog', false),
       set_config('rooms.triage', :'triage', false),
       set_config('rooms.planner', :'planner', false) \g /dev/null
\i /scapula/rooms.sql
SQL

#!/usr/bin/env bash
# Builds the rooms inside the database container at its first start (docker-entrypoint-initdb.d), with the passwords of
# its environment. After a change of passwords, or when new ones were added, run it again:
#   docker-compose up -d database && docker-compose exec database /docker-entrypoint-initdb.d/10-rooms.sh
set -euo pipefail
psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
\getenv catalog SCAPULA_CATALOG_PASSWORD
\getenv triage SCAPULA_TRIAGE_PASSWORD
\getenv planner SCAPULA_PLANNER_PASSWORD
\getenv catalog_owner SCAPULA_CATALOG_OWNER_PASSWORD
\getenv triage_owner SCAPULA_TRIAGE_OWNER_PASSWORD
\getenv planner_owner SCAPULA_PLANNER_OWNER_PASSWORD
\set keycloak ''
\getenv keycloak SCAPULA_KEYCLOAK_PASSWORD
select set_config('rooms.catalog', :'catalog', false),
       set_config('rooms.triage', :'triage', false),
       set_config('rooms.planner', :'planner', false),
       set_config('owners.catalog', :'catalog_owner', false),
       set_config('owners.triage', :'triage_owner', false),
       set_config('owners.planner', :'planner_owner', false),
       set_config('rooms.keycloak', :'keycloak', false) \g /dev/null
\i /scapula/rooms.sql
SQL

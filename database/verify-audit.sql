-- Follows the audit of every room and clinic from its first entry, and names the first link that does not hold.
-- Trusts nothing that lives in the database: the hashes are worked out anew here. Run as a superuser.
-- `head` is the newest entry: who keeps it elsewhere can tell later whether entries were cut off or the whole rewritten.
with entry as (
    select 'catalog' as room, a.* from catalog.audit a
    union all
    select 'triage', a.* from triage.audit a
    union all
    select 'planner', a.* from planner.audit a
), linked as (
    select e.*, lag(seq) over chain as seq_before, lag(hash) over chain as hash_before
    from entry e
    window chain as (partition by room, clinic order by seq)
), judged as (
    select room, clinic, seq, hash,
        case
            when seq <> coalesce(seq_before, 0) + 1 then 'an entry before it is missing'
            when hash <> sha256(coalesce(hash_before, ''::bytea) || (
                select convert_to(string_agg(octet_length(field) || ':' || field, ',' order by place), 'UTF8')
                from unnest(array[
                    clinic, seq::text, (extract(epoch from at) * 1000000)::bigint::text,
                    actor, client, roles, address, trace_id, act, record_type, record_id, record_version, patient
                ]) with ordinality as f (field, place)))
                then 'it was changed, or the entry before it'
        end as fault
    from linked
)
select room, clinic,
    case when count(fault) = 0 then 'whole' else 'broken' end as chain,
    count(*) as entries,
    min(seq) filter (where fault is not null) as first_broken,
    (array_agg(fault order by seq) filter (where fault is not null))[1] as why,
    max(seq) || ' ' || encode((array_agg(hash order by seq desc))[1], 'hex') as head
from judged
group by room, clinic
order by room, clinic;

-- Two people who begin an exercise of the same name at once: one of them is told.
create unique index one_open_version_a_slug on exercise_version (clinic, slug) where state <> 'PUBLISHED';

-- Who calls an exercise easier: the way up is walked from both sides.
create index version_by_easier on exercise_version using gin ((document -> 'regressTo') jsonb_path_ops)
    where state = 'PUBLISHED';

-- Who links to an exercise that is about to leave the shelf.
create index version_by_link on exercise_version using gin ((
        coalesce(document -> 'regressTo', '[]') || coalesce(document -> 'progressTo', '[]')
        || coalesce(document -> 'members', '[]')) jsonb_path_ops)
    where state = 'PUBLISHED';

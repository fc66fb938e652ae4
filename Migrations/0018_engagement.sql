-- 0018_engagement.sql
-- How lively a customer is, and how likely it is to leave. Both are figures that a partner can check: the score of a
-- week follows from its counts, the points of a factor from its value, the score of an assessment from its factors.
-- SQLSTATE: PO018 FACTORS_DONT_ADD_UP.

set local role portico_owner;

-- The seven days that end with `day`, so that no week-end looks like a farewell. Counted again, a day is written over.
create table engagement_metric (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    day date not null,
    logins integer not null check (logins >= 0),
    active_users integer not null check (active_users >= 0),
    scans integer not null check (scans >= 0),
    last_activity_at timestamptz,
    -- Ten logins, five people and ten scans a week are full marks: 40, 30 and 30 points.
    score integer not null generated always as (
        4 * least(logins, 10) + 6 * least(active_users, 5) + 3 * least(scans, 10)) stored,
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (customer_id, day),
    constraint engagement_metric_users_log_in check (active_users <= logins),
    constraint engagement_metric_activity_is_dated check (last_activity_at is not null or logins + scans = 0),
    -- A day begins up to fourteen hours before and ends up to twelve hours after that of UTC.
    constraint engagement_metric_activity_is_past check ((last_activity_at at time zone 'UTC')::date <= day + 1)
);
create index engagement_metric_by_id on engagement_metric (organization_id, id);
create index engagement_metric_by_day on engagement_metric (organization_id, day, id);
create index engagement_metric_by_score on engagement_metric (organization_id, score, id);
create index engagement_metric_of_customer on engagement_metric (customer_id, day, id);
create index engagement_metric_of_partnership on engagement_metric (partnership_id, day, id);

-- What was thought of a customer on a day, by a version of the formula; never rewritten. Without a score there wasn't
-- enough to go by. The newest of each customer names it, so that a list of customers finds it by a key.
create table churn_assessment (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    day date not null,
    score integer check (score between 0 and 100),
    score_rank integer not null generated always as (coalesce(score, -1)) stored,
    band text not null generated always as (
        case when score is null then 'NOT_ENOUGH_DATA' when score >= 60 then 'HIGH' when score >= 30 then 'MEDIUM'
            else 'LOW' end) stored,
    model_version integer not null check (model_version > 0),
    latest_of uuid unique,
    is_latest boolean not null generated always as (latest_of is not null) stored,
    foreign key (organization_id, partnership_id, customer_id)
        references customer (organization_id, partnership_id, id) on update cascade on delete cascade,
    unique (customer_id, day),
    unique (organization_id, partnership_id, customer_id, id),
    constraint churn_assessment_is_latest_of_its_customer check (latest_of = customer_id)
);
create index churn_assessment_by_id on churn_assessment (organization_id, id);
create index churn_assessment_by_day on churn_assessment (organization_id, day, id);
create index churn_assessment_by_score on churn_assessment (organization_id, score_rank, id);
create index churn_assessment_by_band on churn_assessment (organization_id, band, latest_of);
create index churn_assessment_latest on churn_assessment (organization_id, is_latest, score_rank, id);
create index churn_assessment_of_customer on churn_assessment (customer_id, day, id);
create index churn_assessment_of_partnership on churn_assessment (partnership_id, day, id);

-- What raises the score, and by how much: of `weight` points as large a share as `value` has of `threshold`, rounded
-- half up, and never more than all. The weights of an assessment are 100 together.
create table churn_factor (
    id uuid primary key default uuidv7(),
    organization_id uuid not null,
    partnership_id uuid not null,
    customer_id uuid not null,
    assessment_id uuid not null,
    code text not null check (code in ('INACTIVE_SCANNER', 'LOW_ENGAGEMENT', 'ENGAGEMENT_DROP', 'FAILED_SCANS')),
    weight integer not null check (weight between 1 and 100),
    value bigint not null check (value between 0 and 1000000000),
    threshold bigint not null check (threshold between 1 and 1000000000),
    points integer not null generated always as (
        ((2 * weight * least(value, threshold) + threshold) / (2 * greatest(threshold, 1)))::integer) stored,
    foreign key (organization_id, partnership_id, customer_id, assessment_id)
        references churn_assessment (organization_id, partnership_id, customer_id, id)
        on update cascade on delete cascade,
    unique (assessment_id, code)
);
create index churn_factor_by_id on churn_factor (organization_id, id);
create index churn_factor_of_assessment on churn_factor (assessment_id, points, id);
create index churn_factor_of_customer on churn_factor (customer_id);

alter table engagement_metric enable row level security, force row level security;
alter table churn_assessment enable row level security, force row level security;
alter table churn_factor enable row level security, force row level security;
grant select on engagement_metric, churn_assessment, churn_factor to portico_app;

-- ASSIGNED, for the people of the partner and its keys: no customer reads what is thought of it.
create policy viewer on engagement_metric for select to portico_app using (
    organization_id = (select viewer_organization())
    and (select viewer_role() in ('ADMIN', 'USER', 'INTEGRATION'))
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));
create policy viewer on churn_assessment for select to portico_app using (
    organization_id = (select viewer_organization())
    and (select viewer_role() in ('ADMIN', 'USER', 'INTEGRATION'))
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));
create policy viewer on churn_factor for select to portico_app using (
    organization_id = (select viewer_organization())
    and (select viewer_role() in ('ADMIN', 'USER', 'INTEGRATION'))
    and ((select viewer_role() = 'ADMIN')
        or partnership_id = any ((select viewer_whole_partnerships())::uuid[])
        or customer_id = any ((select viewer_customers())::uuid[])));

grant select, update (latest_of) on churn_assessment to portico_definer;
grant select on churn_factor to portico_definer;
create policy definer on churn_assessment for all to portico_definer using (true);
create policy definer on churn_factor for select to portico_definer using (true);

set local role portico_definer;

-- An assessment of a day before the newest, however late it comes, changes nothing. Of two that come at once for one
-- customer, the second is refused by the key.
create function keep_latest_assessment() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    update churn_assessment c set latest_of = null
    from (select customer_id, max(day) as day from added group by customer_id) n
    where c.latest_of = n.customer_id and c.day < n.day;
    update churn_assessment c set latest_of = c.customer_id
    from (select customer_id, max(day) as day from added group by customer_id) n
    where c.customer_id = n.customer_id and c.day = n.day
        and not exists (select from churn_assessment o where o.customer_id = c.customer_id and o.day > c.day);
    return null;
end
$$;

-- Whether an assessment follows from its factors; one without a score has none.
create function follows_from_factors(p_assessment churn_assessment) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select case when p_assessment.score is null then count(*) = 0
        else sum(f.points) = p_assessment.score and sum(f.weight) = 100 end is true
    from churn_factor f where f.assessment_id = p_assessment.id
$$;

create function check_assessment() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from churn_assessment c where c.id = new.id and not follows_from_factors(c);
    if found then
        raise exception 'FACTORS_DONT_ADD_UP' using errcode = 'PO018',
            detail = format('The factors of the assessment %s don''t add up to its score.', new.id);
    end if;
    return null;
end
$$;

-- All factors of an assessment come at once; whoever adds one later has to do with a sum that no longer fits.
create function check_factors() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    perform from churn_assessment c
    where c.id in (select assessment_id from added) and not follows_from_factors(c);
    if found then
        raise exception 'FACTORS_DONT_ADD_UP' using errcode = 'PO018',
            detail = 'The factors of an assessment don''t add up to its score.';
    end if;
    return null;
end
$$;

grant execute on function keep_latest_assessment(), check_assessment(), check_factors() to portico_owner;

set local role portico_owner;

create trigger latest after insert on churn_assessment
    referencing new table as added for each statement execute function keep_latest_assessment();
create constraint trigger has_factors after insert on churn_assessment
    deferrable initially deferred for each row execute function check_assessment();
create trigger add_up after insert on churn_factor
    referencing new table as added for each statement execute function check_factors();
-- By what differs and not by what is named, because a customer that moves takes its keys along.
create trigger unchanged before update on churn_assessment
    for each row when (
        (old.organization_id, old.customer_id, old.day, old.score, old.model_version)
        is distinct from (new.organization_id, new.customer_id, new.day, new.score, new.model_version))
    execute function refuse_change();
create trigger unchanged before update on churn_factor
    for each row when (
        (old.organization_id, old.customer_id, old.assessment_id, old.code, old.weight, old.value, old.threshold)
        is distinct from (new.organization_id, new.customer_id, new.assessment_id, new.code, new.weight, new.value,
            new.threshold))
    execute function refuse_change();
-- They go with their customer, and not otherwise.
create trigger kept before delete on churn_assessment
    for each row when (pg_trigger_depth() = 0) execute function refuse_change();
create trigger kept before delete on churn_factor
    for each row when (pg_trigger_depth() = 0) execute function refuse_change();

reset role;

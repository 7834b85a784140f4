-- The statements of ResourceRows (ADR 21). They are functions because PostgreSQL plans a function's statements once for
-- each connection; sent by themselves they were planned anew each time, which cost more than all they do.

-- The current versions of the resources with these names (type and id in step); what there is not is left out.
-- tables: where each has search values, with blanks between; content and the two after it only if asked for.
create or replace function loop.read_resources(types text[], ids text[], with_content boolean)
    returns table (
        res_type varchar, fhir_id varchar, res_id bigint, res_ver bigint, hash_sha256 varchar, res_updated timestamp,
        tables text, content text, source_uri varchar, request_id varchar)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
        select r.res_type, r.fhir_id, r.res_id, r.res_ver, r.hash_sha256, r.res_updated,
            concat_ws(' ',
                case when r.sp_token_present then 'hfj_spidx_token' end,
                case when r.sp_string_present then 'hfj_spidx_string' end,
                case when r.sp_date_present then 'hfj_spidx_date' end,
                case when r.sp_number_present then 'hfj_spidx_number' end,
                case when r.sp_quantity_present then 'hfj_spidx_quantity' end,
                case when r.sp_uri_present then 'hfj_spidx_uri' end,
                case when r.sp_has_links then 'hfj_res_link' end),
            v.res_text_vc, v.source_uri, v.request_id
        from unnest(types, ids) as sought(type, id)
        join public.hfj_resource r
            on r.res_type = sought.type and r.fhir_id = sought.id and r.res_deleted_at is null
        left join public.hfj_res_ver v
            on with_content and v.res_id = r.res_id and v.res_ver = r.res_ver;
end
$$;

-- What points at a resource by this element and has a date of this search parameter within these.
create or replace function loop.pointing_within(
    path text, target_type text, target_id text, date_identity bigint, since timestamp, until timestamp)
    returns table (res_type varchar, fhir_id varchar)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
        select distinct r.res_type, r.fhir_id
        from public.hfj_resource target
        join public.hfj_res_link l on l.target_resource_id = target.res_id and l.src_path = path
        join public.hfj_spidx_date d on d.res_id = l.src_resource_id and d.hash_identity = date_identity
            and d.sp_value_low >= since and d.sp_value_high <= until
        join public.hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
        where target.res_type = target_type and target.fhir_id = target_id;
end
$$;

-- What points at a resource by this element and has one of these tokens (hashes of parameter and value).
create or replace function loop.pointing_with(path text, target_type text, target_id text, tokens bigint[])
    returns table (res_type varchar, fhir_id varchar)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
        select distinct r.res_type, r.fhir_id
        from public.hfj_resource target
        join public.hfj_res_link l on l.target_resource_id = target.res_id and l.src_path = path
        join public.hfj_resource r on r.res_id = l.src_resource_id and r.res_deleted_at is null
        where target.res_type = target_type and target.fhir_id = target_id
            -- Not "exists": that may be turned around to begin with all that have the token.
            and (
                select true from public.hfj_spidx_token t
                where t.res_id = l.src_resource_id and t.hash_value = any(tokens) limit 1);
end
$$;

-- What was told of a patient's body, blood, allergies and ways of payment: the names. Of the Observations with each of
-- these codes (hashes) the newest few, of all else everything.
-- The patient's links come first whatever the planner thinks: read from the codes, it would be every weight in the house.
-- Hence "materialized", and "offset 0", which keeps the look for the codes from being turned around.
create or replace function loop.told_of_patient(patient_id text, codes bigint[], newest integer)
    returns table (res_type varchar, fhir_id varchar)
    language plpgsql stable
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
    return query
        with pointing as materialized (
            select l.src_resource_id, l.src_path
            from public.hfj_resource p
            join public.hfj_res_link l on l.target_resource_id = p.res_id
                and l.src_path in ('AllergyIntolerance.patient', 'Coverage.beneficiary', 'Observation.subject')
            where p.res_type = 'Patient' and p.fhir_id = patient_id),
        observed as (
            select
                r.res_type, r.fhir_id,
                row_number() over (partition by coded.hash order by r.res_updated desc, r.res_id desc) as number
            from pointing
            cross join lateral (
                select t.hash_sys_and_value as hash
                from public.hfj_spidx_token t
                where t.res_id = pointing.src_resource_id and t.hash_sys_and_value = any(codes)
                offset 0) coded
            join public.hfj_resource r on r.res_id = pointing.src_resource_id and r.res_deleted_at is null
            where pointing.src_path = 'Observation.subject')
        select r.res_type, r.fhir_id
        from pointing
        join public.hfj_resource r on r.res_id = pointing.src_resource_id and r.res_deleted_at is null
        where pointing.src_path <> 'Observation.subject'
        union
        select observed.res_type, observed.fhir_id from observed where observed.number <= newest;
end
$$;

-- The function for the search values of one table, resources that are changed included: values that stand there already
-- stay.
--   index_rows  rows of new resources (fresh) and of changed ones (changed), by column; before: the resources that have
--               some there
create or replace procedure pg_temp.make_store_rows(index_table text, key text, owner text, said text[])
    language plpgsql
as $make$
begin
    execute format(
        $function$
create or replace function loop.store_%1$s(index_rows jsonb)
    returns void
    language plpgsql
as $body$
begin
    if index_rows ? 'fresh' then
        insert into public.%1$s (%2$s, %3$s, sp_updated, %4$s)
        select n.%2$s, n.%3$s, n.sp_updated, %5$s
        from jsonb_populate_recordset(null::public.%1$s, index_rows -> 'fresh') n;
    end if;
    if index_rows ? 'before' then
        delete from public.%1$s t
        where t.%3$s = any(array(select jsonb_array_elements_text(index_rows -> 'before')::bigint))
            and not exists (
                select from jsonb_populate_recordset(null::public.%1$s, index_rows -> 'changed') n
                where n.%3$s = t.%3$s and (%5$s) is not distinct from (%6$s));
    end if;
    if index_rows ? 'changed' then
        insert into public.%1$s (%2$s, %3$s, sp_updated, %4$s)
        select n.%2$s, n.%3$s, n.sp_updated, %5$s
        from jsonb_populate_recordset(null::public.%1$s, index_rows -> 'changed') n
        where not exists (
            select from public.%1$s t
            where t.%3$s = n.%3$s and (%5$s) is not distinct from (%6$s));
    end if;
end
$body$
        $function$,
        index_table, key, owner,
        array_to_string(said, ', '), 'n.' || array_to_string(said, ', n.'), 't.' || array_to_string(said, ', t.'));
end
$make$;

call pg_temp.make_store_rows('hfj_spidx_token', 'sp_id', 'res_id', array[
    'hash_identity', 'sp_missing', 'hash_sys', 'hash_sys_and_value', 'hash_value', 'sp_system', 'sp_value']);
call pg_temp.make_store_rows('hfj_spidx_string', 'sp_id', 'res_id', array[
    'hash_identity', 'sp_missing', 'hash_exact', 'hash_norm_prefix', 'sp_value_exact', 'sp_value_normalized']);
call pg_temp.make_store_rows('hfj_spidx_date', 'sp_id', 'res_id', array[
    'hash_identity', 'sp_missing', 'sp_value_low', 'sp_value_high', 'sp_value_low_date_ordinal',
    'sp_value_high_date_ordinal']);
call pg_temp.make_store_rows('hfj_spidx_number', 'sp_id', 'res_id', array['hash_identity', 'sp_missing', 'sp_value']);
call pg_temp.make_store_rows('hfj_spidx_quantity', 'sp_id', 'res_id', array[
    'hash_identity', 'sp_missing', 'hash_identity_and_units', 'hash_identity_sys_units', 'sp_system', 'sp_units',
    'sp_value']);
call pg_temp.make_store_rows('hfj_spidx_uri', 'sp_id', 'res_id', array[
    'hash_identity', 'sp_missing', 'hash_uri', 'sp_uri']);
call pg_temp.make_store_rows('hfj_res_link', 'pid', 'src_resource_id', array[
    'src_path', 'source_resource_type', 'src_res_type_id', 'target_resource_id', 'target_resource_type',
    'target_res_type_id', 'target_resource_url', 'target_resource_version']);

-- Writes resources (arrays in step), their history and their search values. Null when it was done; else the name of one
-- that somebody else has created meanwhile (its version before is null) or written a version of after that one.
--   tables      where each has search values now, with blanks between
--   index_rows  by table, see make_store_rows
create or replace function loop.store_resources(
    pids bigint[], types text[], type_numbers smallint[], names text[], versions_before bigint[], hashes text[],
    times timestamp[], history_pids bigint[], sources text[], contents text[], tables text[], index_rows jsonb)
    returns text
    language plpgsql
    set plan_cache_mode = force_generic_plan
as $$
declare
    made bigint[];
begin
    with written as (
        insert into public.hfj_resource (
            res_id, res_version, has_tags, res_published, res_updated, fhir_id, hash_sha256, sp_index_status, res_type,
            res_type_id, res_ver, search_url_present, sp_cmpstr_uniq_present, sp_cmptoks_present, sp_coords_present,
            sp_quantity_nrml_present, sp_token_present, sp_string_present, sp_date_present, sp_number_present,
            sp_quantity_present, sp_uri_present, sp_has_links)
        select
            w.pid, 'R4', false, w.at, w.at, w.name, w.hash, 0, w.type, w.type_number, 1, false, false, false, false, false,
            position('hfj_spidx_token' in w.tables) > 0, position('hfj_spidx_string' in w.tables) > 0,
            position('hfj_spidx_date' in w.tables) > 0, position('hfj_spidx_number' in w.tables) > 0,
            position('hfj_spidx_quantity' in w.tables) > 0, position('hfj_spidx_uri' in w.tables) > 0,
            position('hfj_res_link' in w.tables) > 0
        from unnest(pids, types, type_numbers, names, versions_before, hashes, times, tables)
            as w(pid, type, type_number, name, version_before, hash, at, tables)
        where w.version_before is null
        on conflict (res_type, fhir_id) do nothing
        returning res_id)
    select coalesce(array_agg(res_id), '{}') into made from written;

    if cardinality(made) < cardinality(pids) then
        with changed as (
            update public.hfj_resource r
            set res_ver = r.res_ver + 1, res_updated = w.at, hash_sha256 = w.hash,
                sp_token_present = position('hfj_spidx_token' in w.tables) > 0,
                sp_string_present = position('hfj_spidx_string' in w.tables) > 0,
                sp_date_present = position('hfj_spidx_date' in w.tables) > 0,
                sp_number_present = position('hfj_spidx_number' in w.tables) > 0,
                sp_quantity_present = position('hfj_spidx_quantity' in w.tables) > 0,
                sp_uri_present = position('hfj_spidx_uri' in w.tables) > 0,
                sp_has_links = position('hfj_res_link' in w.tables) > 0
            from unnest(pids, versions_before, hashes, times, tables) as w(pid, version_before, hash, at, tables)
            where r.res_id = w.pid and r.res_ver = w.version_before
            returning r.res_id)
        select made || array_agg(res_id) into made from changed;
    end if;

    if cardinality(made) < cardinality(pids) then
        return (
            select w.type || '/' || w.name
            from unnest(pids, types, names) as w(pid, type, name)
            where w.pid <> all(made)
            limit 1);
    end if;

    insert into public.hfj_res_ver (
        pid, res_version, has_tags, res_published, res_updated, res_encoding, source_uri, res_id, res_text_vc, res_type,
        res_type_id, res_ver)
    select
        w.history_pid, 'R4', false, r.res_published, w.at, 'JSON', w.source, w.pid, w.content, w.type, w.type_number,
        coalesce(w.version_before, 0) + 1
    from unnest(pids, types, type_numbers, versions_before, times, history_pids, sources, contents)
        as w(pid, type, type_number, version_before, at, history_pid, source, content)
    join public.hfj_resource r on r.res_id = w.pid;

    perform loop.store_hfj_spidx_token(index_rows -> 'hfj_spidx_token');
    perform loop.store_hfj_spidx_string(index_rows -> 'hfj_spidx_string');
    perform loop.store_hfj_spidx_date(index_rows -> 'hfj_spidx_date');
    perform loop.store_hfj_spidx_number(index_rows -> 'hfj_spidx_number');
    perform loop.store_hfj_spidx_quantity(index_rows -> 'hfj_spidx_quantity');
    perform loop.store_hfj_spidx_uri(index_rows -> 'hfj_spidx_uri');
    perform loop.store_hfj_res_link(index_rows -> 'hfj_res_link');
    return null;
end
$$;

drop procedure pg_temp.make_store_rows(text, text, text, text[]);
drop function if exists loop.store_resource(
    bigint, text, smallint, text, bigint, text, timestamp, bigint, text, text, text[], jsonb);

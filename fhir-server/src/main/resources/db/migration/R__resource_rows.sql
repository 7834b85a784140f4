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
            and exists (
                select from public.hfj_spidx_token t
                where t.res_id = l.src_resource_id and t.hash_value = any(tokens));
end
$$;

-- What was told of a patient's body, blood, allergies and ways of payment, results last, the newest first: the names.
-- codes: hashes of the Observations' codes. The patient's links come first whatever the planner thinks: read from the
-- codes, it would be every weight in the house.
create or replace function loop.told_of_patient(patient_id text, codes bigint[], most integer)
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
            where p.res_type = 'Patient' and p.fhir_id = patient_id)
        select r.res_type, r.fhir_id
        from pointing
        join public.hfj_resource r on r.res_id = pointing.src_resource_id and r.res_deleted_at is null
        where pointing.src_path <> 'Observation.subject'
            or exists (
                select from public.hfj_spidx_token t
                where t.res_id = r.res_id and t.hash_sys_and_value = any(codes))
        -- However many results came later, an allergy is not cut off.
        order by pointing.src_path = 'Observation.subject', r.res_updated desc
        limit most;
end
$$;

-- Writes a resource, its history and its search values. True when it was done; false when somebody else has created the
-- same meanwhile (version_before is null) or written a version after version_before.
--   tables_before  the tables in which the version before has search values
--   index_rows     the search values of this version: for each table that has some, a list of its rows by column
-- Search values that stand there already stay.
create or replace function loop.store_resource(
    resource_pid bigint, resource_type text, type_number smallint, resource_name text, version_before bigint,
    content_hash text, stored_at timestamp, history_pid bigint, source text, content text, tables_before text[],
    index_rows jsonb)
    returns boolean
    language plpgsql
    set plan_cache_mode = force_generic_plan
as $$
declare
    is_new constant boolean := version_before is null;
    published timestamp := stored_at;
begin
    if is_new then
        insert into public.hfj_resource (
            res_id, res_version, has_tags, res_published, res_updated, fhir_id, hash_sha256, sp_index_status,
            res_type, res_type_id, res_ver, search_url_present, sp_cmpstr_uniq_present, sp_cmptoks_present,
            sp_coords_present, sp_quantity_nrml_present, sp_token_present, sp_string_present, sp_date_present,
            sp_number_present, sp_quantity_present, sp_uri_present, sp_has_links)
        values (
            resource_pid, 'R4', false, stored_at, stored_at, resource_name, content_hash, 0, resource_type,
            type_number, 1, false, false, false, false, false,
            index_rows ? 'hfj_spidx_token', index_rows ? 'hfj_spidx_string', index_rows ? 'hfj_spidx_date',
            index_rows ? 'hfj_spidx_number', index_rows ? 'hfj_spidx_quantity', index_rows ? 'hfj_spidx_uri',
            index_rows ? 'hfj_res_link')
        on conflict (res_type, fhir_id) do nothing;
    else
        update public.hfj_resource
        set res_ver = res_ver + 1, res_updated = stored_at, hash_sha256 = content_hash,
            sp_token_present = index_rows ? 'hfj_spidx_token',
            sp_string_present = index_rows ? 'hfj_spidx_string',
            sp_date_present = index_rows ? 'hfj_spidx_date',
            sp_number_present = index_rows ? 'hfj_spidx_number',
            sp_quantity_present = index_rows ? 'hfj_spidx_quantity',
            sp_uri_present = index_rows ? 'hfj_spidx_uri', sp_has_links = index_rows ? 'hfj_res_link'
        where res_id = resource_pid and res_ver = version_before
        returning res_published into published;
    end if;
    if not found then
        return false;
    end if;

    insert into public.hfj_res_ver (
        pid, res_version, has_tags, res_published, res_updated, res_encoding, source_uri, res_id, res_text_vc, res_type,
        res_type_id, res_ver)
    values (
        history_pid, 'R4', false, published, stored_at, 'JSON', source, resource_pid, content, resource_type,
        type_number, coalesce(version_before, 0) + 1);

    if 'hfj_spidx_token' = any(tables_before) then
        delete from public.hfj_spidx_token t
        where t.res_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_spidx_token, index_rows -> 'hfj_spidx_token') n
            where (
                n.hash_identity, n.sp_missing, n.hash_sys, n.hash_sys_and_value, n.hash_value, n.sp_system,
                n.sp_value
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_sys, t.hash_sys_and_value, t.hash_value, t.sp_system,
                t.sp_value));
    end if;
    if index_rows ? 'hfj_spidx_token' then
        insert into public.hfj_spidx_token (
            sp_id, res_id, sp_updated, hash_identity, sp_missing, hash_sys, hash_sys_and_value, hash_value,
            sp_system, sp_value)
        select
            n.sp_id, resource_pid, stored_at, n.hash_identity, n.sp_missing, n.hash_sys, n.hash_sys_and_value,
            n.hash_value, n.sp_system, n.sp_value
        from jsonb_populate_recordset(null::public.hfj_spidx_token, index_rows -> 'hfj_spidx_token') n
        where is_new or not exists (
            select from public.hfj_spidx_token t
            where t.res_id = resource_pid and (
                n.hash_identity, n.sp_missing, n.hash_sys, n.hash_sys_and_value, n.hash_value, n.sp_system,
                n.sp_value
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_sys, t.hash_sys_and_value, t.hash_value, t.sp_system,
                t.sp_value));
    end if;

    if 'hfj_spidx_string' = any(tables_before) then
        delete from public.hfj_spidx_string t
        where t.res_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_spidx_string, index_rows -> 'hfj_spidx_string') n
            where (
                n.hash_identity, n.sp_missing, n.hash_exact, n.hash_norm_prefix, n.sp_value_exact,
                n.sp_value_normalized
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_exact, t.hash_norm_prefix, t.sp_value_exact,
                t.sp_value_normalized));
    end if;
    if index_rows ? 'hfj_spidx_string' then
        insert into public.hfj_spidx_string (
            sp_id, res_id, sp_updated, hash_identity, sp_missing, hash_exact, hash_norm_prefix, sp_value_exact,
            sp_value_normalized)
        select
            n.sp_id, resource_pid, stored_at, n.hash_identity, n.sp_missing, n.hash_exact, n.hash_norm_prefix,
            n.sp_value_exact, n.sp_value_normalized
        from jsonb_populate_recordset(null::public.hfj_spidx_string, index_rows -> 'hfj_spidx_string') n
        where is_new or not exists (
            select from public.hfj_spidx_string t
            where t.res_id = resource_pid and (
                n.hash_identity, n.sp_missing, n.hash_exact, n.hash_norm_prefix, n.sp_value_exact,
                n.sp_value_normalized
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_exact, t.hash_norm_prefix, t.sp_value_exact,
                t.sp_value_normalized));
    end if;

    if 'hfj_spidx_date' = any(tables_before) then
        delete from public.hfj_spidx_date t
        where t.res_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_spidx_date, index_rows -> 'hfj_spidx_date') n
            where (
                n.hash_identity, n.sp_missing, n.sp_value_low, n.sp_value_high, n.sp_value_low_date_ordinal,
                n.sp_value_high_date_ordinal
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.sp_value_low, t.sp_value_high, t.sp_value_low_date_ordinal,
                t.sp_value_high_date_ordinal));
    end if;
    if index_rows ? 'hfj_spidx_date' then
        insert into public.hfj_spidx_date (
            sp_id, res_id, sp_updated, hash_identity, sp_missing, sp_value_low, sp_value_high,
            sp_value_low_date_ordinal, sp_value_high_date_ordinal)
        select
            n.sp_id, resource_pid, stored_at, n.hash_identity, n.sp_missing, n.sp_value_low, n.sp_value_high,
            n.sp_value_low_date_ordinal, n.sp_value_high_date_ordinal
        from jsonb_populate_recordset(null::public.hfj_spidx_date, index_rows -> 'hfj_spidx_date') n
        where is_new or not exists (
            select from public.hfj_spidx_date t
            where t.res_id = resource_pid and (
                n.hash_identity, n.sp_missing, n.sp_value_low, n.sp_value_high, n.sp_value_low_date_ordinal,
                n.sp_value_high_date_ordinal
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.sp_value_low, t.sp_value_high, t.sp_value_low_date_ordinal,
                t.sp_value_high_date_ordinal));
    end if;

    if 'hfj_spidx_number' = any(tables_before) then
        delete from public.hfj_spidx_number t
        where t.res_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_spidx_number, index_rows -> 'hfj_spidx_number') n
            where (
                n.hash_identity, n.sp_missing, n.sp_value
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.sp_value));
    end if;
    if index_rows ? 'hfj_spidx_number' then
        insert into public.hfj_spidx_number (
            sp_id, res_id, sp_updated, hash_identity, sp_missing, sp_value)
        select
            n.sp_id, resource_pid, stored_at, n.hash_identity, n.sp_missing, n.sp_value
        from jsonb_populate_recordset(null::public.hfj_spidx_number, index_rows -> 'hfj_spidx_number') n
        where is_new or not exists (
            select from public.hfj_spidx_number t
            where t.res_id = resource_pid and (
                n.hash_identity, n.sp_missing, n.sp_value
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.sp_value));
    end if;

    if 'hfj_spidx_quantity' = any(tables_before) then
        delete from public.hfj_spidx_quantity t
        where t.res_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_spidx_quantity, index_rows -> 'hfj_spidx_quantity') n
            where (
                n.hash_identity, n.sp_missing, n.hash_identity_and_units, n.hash_identity_sys_units,
                n.sp_system, n.sp_units, n.sp_value
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_identity_and_units, t.hash_identity_sys_units,
                t.sp_system, t.sp_units, t.sp_value));
    end if;
    if index_rows ? 'hfj_spidx_quantity' then
        insert into public.hfj_spidx_quantity (
            sp_id, res_id, sp_updated, hash_identity, sp_missing, hash_identity_and_units,
            hash_identity_sys_units, sp_system, sp_units, sp_value)
        select
            n.sp_id, resource_pid, stored_at, n.hash_identity, n.sp_missing, n.hash_identity_and_units,
            n.hash_identity_sys_units, n.sp_system, n.sp_units, n.sp_value
        from jsonb_populate_recordset(null::public.hfj_spidx_quantity, index_rows -> 'hfj_spidx_quantity') n
        where is_new or not exists (
            select from public.hfj_spidx_quantity t
            where t.res_id = resource_pid and (
                n.hash_identity, n.sp_missing, n.hash_identity_and_units, n.hash_identity_sys_units,
                n.sp_system, n.sp_units, n.sp_value
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_identity_and_units, t.hash_identity_sys_units,
                t.sp_system, t.sp_units, t.sp_value));
    end if;

    if 'hfj_spidx_uri' = any(tables_before) then
        delete from public.hfj_spidx_uri t
        where t.res_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_spidx_uri, index_rows -> 'hfj_spidx_uri') n
            where (
                n.hash_identity, n.sp_missing, n.hash_uri, n.sp_uri
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_uri, t.sp_uri));
    end if;
    if index_rows ? 'hfj_spidx_uri' then
        insert into public.hfj_spidx_uri (
            sp_id, res_id, sp_updated, hash_identity, sp_missing, hash_uri, sp_uri)
        select
            n.sp_id, resource_pid, stored_at, n.hash_identity, n.sp_missing, n.hash_uri, n.sp_uri
        from jsonb_populate_recordset(null::public.hfj_spidx_uri, index_rows -> 'hfj_spidx_uri') n
        where is_new or not exists (
            select from public.hfj_spidx_uri t
            where t.res_id = resource_pid and (
                n.hash_identity, n.sp_missing, n.hash_uri, n.sp_uri
            ) is not distinct from (
                t.hash_identity, t.sp_missing, t.hash_uri, t.sp_uri));
    end if;

    if 'hfj_res_link' = any(tables_before) then
        delete from public.hfj_res_link t
        where t.src_resource_id = resource_pid and not exists (
            select from jsonb_populate_recordset(null::public.hfj_res_link, index_rows -> 'hfj_res_link') n
            where (
                n.src_path, n.source_resource_type, n.src_res_type_id, n.target_resource_id,
                n.target_resource_type, n.target_res_type_id, n.target_resource_url, n.target_resource_version
            ) is not distinct from (
                t.src_path, t.source_resource_type, t.src_res_type_id, t.target_resource_id,
                t.target_resource_type, t.target_res_type_id, t.target_resource_url, t.target_resource_version));
    end if;
    if index_rows ? 'hfj_res_link' then
        insert into public.hfj_res_link (
            pid, src_resource_id, sp_updated, src_path, source_resource_type, src_res_type_id,
            target_resource_id, target_resource_type, target_res_type_id, target_resource_url,
            target_resource_version)
        select
            n.pid, resource_pid, stored_at, n.src_path, n.source_resource_type, n.src_res_type_id,
            n.target_resource_id, n.target_resource_type, n.target_res_type_id, n.target_resource_url,
            n.target_resource_version
        from jsonb_populate_recordset(null::public.hfj_res_link, index_rows -> 'hfj_res_link') n
        where is_new or not exists (
            select from public.hfj_res_link t
            where t.src_resource_id = resource_pid and (
                n.src_path, n.source_resource_type, n.src_res_type_id, n.target_resource_id,
                n.target_resource_type, n.target_res_type_id, n.target_resource_url, n.target_resource_version
            ) is not distinct from (
                t.src_path, t.source_resource_type, t.src_res_type_id, t.target_resource_id,
                t.target_resource_type, t.target_res_type_id, t.target_resource_url, t.target_resource_version));
    end if;

    return true;
end
$$;

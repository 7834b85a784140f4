package org.chemoloop.fhir.server.rows;

import ca.uhn.fhir.jpa.model.entity.BaseResourceIndex;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamDate;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamNumber;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantity;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamUri;
import ca.uhn.fhir.jpa.model.entity.ResourceLink;
import ca.uhn.fhir.jpa.searchparam.extractor.ResourceIndexedSearchParams;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of HAPI's tables of search values: where its rows come from and which columns they have. */
final class IndexTable<T extends BaseResourceIndex> {

    /** All tables that the kinds of resources here have values in. */
    static final List<IndexTable<?>> ALL = List.of(
            values(
                    "token",
                    params -> params.myTokenParams,
                    column("hash_sys", "bigint", ResourceIndexedSearchParamToken::getHashSystem),
                    column("hash_sys_and_value", "bigint", ResourceIndexedSearchParamToken::getHashSystemAndValue),
                    column("hash_value", "bigint", ResourceIndexedSearchParamToken::getHashValue),
                    column("sp_system", "text", ResourceIndexedSearchParamToken::getSystem),
                    column("sp_value", "text", ResourceIndexedSearchParamToken::getValue)),
            values(
                    "string",
                    params -> params.myStringParams,
                    column("hash_exact", "bigint", ResourceIndexedSearchParamString::getHashExact),
                    column("hash_norm_prefix", "bigint", ResourceIndexedSearchParamString::getHashNormalizedPrefix),
                    column("sp_value_exact", "text", ResourceIndexedSearchParamString::getValueExact),
                    column("sp_value_normalized", "text", ResourceIndexedSearchParamString::getValueNormalized)),
            values(
                    "date",
                    params -> params.myDateParams,
                    column("sp_value_low", "timestamp", date -> timestamp(date.getValueLow())),
                    column("sp_value_high", "timestamp", date -> timestamp(date.getValueHigh())),
                    column(
                            "sp_value_low_date_ordinal",
                            "integer",
                            ResourceIndexedSearchParamDate::getValueLowDateOrdinal),
                    column(
                            "sp_value_high_date_ordinal",
                            "integer",
                            ResourceIndexedSearchParamDate::getValueHighDateOrdinal)),
            values(
                    "number",
                    params -> params.myNumberParams,
                    column("sp_value", "numeric", ResourceIndexedSearchParamNumber::getValue)),
            values(
                    "quantity",
                    params -> params.myQuantityParams,
                    column(
                            "hash_identity_and_units",
                            "bigint",
                            ResourceIndexedSearchParamQuantity::getHashIdentityAndUnits),
                    column(
                            "hash_identity_sys_units",
                            "bigint",
                            ResourceIndexedSearchParamQuantity::getHashIdentitySystemAndUnits),
                    column("sp_system", "text", ResourceIndexedSearchParamQuantity::getSystem),
                    column("sp_units", "text", ResourceIndexedSearchParamQuantity::getUnits),
                    column("sp_value", "numeric", ResourceIndexedSearchParamQuantity::getValue)),
            values(
                    "uri",
                    params -> params.myUriParams,
                    column("hash_uri", "bigint", ResourceIndexedSearchParamUri::getHashUri),
                    column("sp_uri", "text", ResourceIndexedSearchParamUri::getUri)),
            new IndexTable<ResourceLink>(
                    "hfj_res_link",
                    "seq_reslink_id",
                    "pid",
                    "src_resource_id",
                    "sp_has_links",
                    params -> params.myLinks,
                    List.of(
                            column("src_path", "text", ResourceLink::getSourcePath),
                            column("source_resource_type", "text", ResourceLink::getSourceResourceType),
                            column("src_res_type_id", "smallint", ResourceLink::getSourceResourceTypeId),
                            column("target_resource_id", "bigint", ResourceLink::getTargetResourcePid),
                            column("target_resource_type", "text", ResourceLink::getTargetResourceType),
                            column("target_res_type_id", "smallint", ResourceLink::getTargetResourceTypeId),
                            column("target_resource_url", "text", ResourceLink::getTargetResourceUrl),
                            column("target_resource_version", "bigint", ResourceLink::getTargetResourceVersion))));

    private final String name;
    private final String sequence;
    private final String key;
    private final String resource;
    private final String flag;
    private final Function<ResourceIndexedSearchParams, Collection<T>> rows;
    private final List<Column<T>> columns;

    private IndexTable(
            String name,
            String sequence,
            String key,
            String resource,
            String flag,
            Function<ResourceIndexedSearchParams, Collection<T>> rows,
            List<Column<T>> columns) {
        this.name = name;
        this.sequence = sequence;
        this.key = key;
        this.resource = resource;
        this.flag = flag;
        this.rows = rows;
        this.columns = columns;
    }

    private record Column<T extends BaseResourceIndex>(String name, String type, Function<T, @Nullable Object> value) {}

    private static <T extends BaseResourceIndex> Column<T> column(
            String name, String type, Function<T, @Nullable Object> value) {
        return new Column<>(name, type, value);
    }

    @SafeVarargs
    private static <T extends BaseResourceIndexedSearchParam> IndexTable<T> values(
            String kind, Function<ResourceIndexedSearchParams, Collection<T>> rows, Column<T>... own) {
        List<Column<T>> columns = new ArrayList<>();
        columns.add(column("hash_identity", "bigint", BaseResourceIndexedSearchParam::getHashIdentity));
        columns.add(column("sp_missing", "boolean", BaseResourceIndexedSearchParam::isMissing));
        columns.addAll(List.of(own));
        return new IndexTable<>(
                "hfj_spidx_" + kind, "seq_spidx_" + kind, "sp_id", "res_id", "sp_" + kind + "_present", rows, columns);
    }

    private static @Nullable Timestamp timestamp(@Nullable Date date) {
        return date == null ? null : new Timestamp(date.getTime());
    }

    /**
     * The parts of a statement that make this table's rows of the resource in {@code written(res_id)} those of the
     * parameters: what stands there already stays.
     *
     * @param isNew whether the resource can have no rows yet
     */
    Part part(ResourceIndexedSearchParams params, RowIds ids, boolean isNew, Timestamp now) {
        List<T> values = List.copyOf(new LinkedHashSet<>(rows.apply(params))); // hashed anew: two may be the same now
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String sought = columns.stream().map(column -> "n." + column.name()).collect(Collectors.joining(", "));
        String kept = columns.stream().map(column -> "t." + column.name()).collect(Collectors.joining(", "));
        String alike = "(" + sought + ") is not distinct from (" + kept + ")";
        String said = "said_" + name;
        StringBuilder sql = new StringBuilder();
        sql.append(said).append(" as (select * from unnest(?::bigint[]");
        columns.forEach(column -> sql.append(", ?::").append(column.type()).append("[]"));
        sql.append(") as n(id, ").append(names).append("))");
        if (!isNew) {
            sql.append(", gone_").append(name).append(" as (delete from ").append(name);
            sql.append(" t using written where t.").append(resource).append(" = written.res_id and not exists");
            sql.append(" (select from ")
                    .append(said)
                    .append(" n where ")
                    .append(alike)
                    .append("))");
        }
        sql.append(", new_")
                .append(name)
                .append(" as (insert into ")
                .append(name)
                .append(" (")
                .append(key);
        sql.append(", ")
                .append(resource)
                .append(", sp_updated, ")
                .append(names)
                .append(") select n.id, written.res_id, ?, ");
        sql.append(sought).append(" from written, ").append(said).append(" n");
        if (!isNew) {
            sql.append(" where not exists (select from ")
                    .append(name)
                    .append(" t where t.")
                    .append(resource);
            sql.append(" = written.res_id and ").append(alike).append(")");
        }
        sql.append(")");

        List<Object> arguments = new ArrayList<>();
        arguments.add(new SqlArray("bigint", ids.take(sequence, values.size())));
        for (Column<T> column : columns) {
            arguments.add(new SqlArray(
                    column.type(), values.stream().map(column.value()).toArray()));
        }
        arguments.add(now);
        return new Part(sql.toString(), arguments);
    }

    /** The column of {@code hfj_resource} that says whether a resource has rows here. */
    String flag() {
        return flag;
    }

    Collection<T> values(ResourceIndexedSearchParams params) {
        return rows.apply(params);
    }

    /** A part of a statement with its arguments. */
    record Part(String sql, List<Object> arguments) {}

    /** An argument that is a list of values of one SQL type. */
    record SqlArray(String type, @Nullable Object[] values) {}
}

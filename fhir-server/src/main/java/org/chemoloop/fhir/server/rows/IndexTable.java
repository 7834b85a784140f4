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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of HAPI's tables of search values: where its rows come from and which columns they have. */
final class IndexTable<T extends BaseResourceIndex> {

    /** All tables that the kinds of resources here have values in. */
    static final List<IndexTable<?>> ALL = List.of(
            values(
                    "token",
                    params -> params.myTokenParams,
                    column("hash_sys", ResourceIndexedSearchParamToken::getHashSystem),
                    column("hash_sys_and_value", ResourceIndexedSearchParamToken::getHashSystemAndValue),
                    column("hash_value", ResourceIndexedSearchParamToken::getHashValue),
                    column("sp_system", ResourceIndexedSearchParamToken::getSystem),
                    column("sp_value", ResourceIndexedSearchParamToken::getValue)),
            values(
                    "string",
                    params -> params.myStringParams,
                    column("hash_exact", ResourceIndexedSearchParamString::getHashExact),
                    column("hash_norm_prefix", ResourceIndexedSearchParamString::getHashNormalizedPrefix),
                    column("sp_value_exact", ResourceIndexedSearchParamString::getValueExact),
                    column("sp_value_normalized", ResourceIndexedSearchParamString::getValueNormalized)),
            values(
                    "date",
                    params -> params.myDateParams,
                    column("sp_value_low", date -> timestamp(date.getValueLow())),
                    column("sp_value_high", date -> timestamp(date.getValueHigh())),
                    column("sp_value_low_date_ordinal", ResourceIndexedSearchParamDate::getValueLowDateOrdinal),
                    column("sp_value_high_date_ordinal", ResourceIndexedSearchParamDate::getValueHighDateOrdinal)),
            values(
                    "number",
                    params -> params.myNumberParams,
                    column("sp_value", ResourceIndexedSearchParamNumber::getValue)),
            values(
                    "quantity",
                    params -> params.myQuantityParams,
                    column("hash_identity_and_units", ResourceIndexedSearchParamQuantity::getHashIdentityAndUnits),
                    column(
                            "hash_identity_sys_units",
                            ResourceIndexedSearchParamQuantity::getHashIdentitySystemAndUnits),
                    column("sp_system", ResourceIndexedSearchParamQuantity::getSystem),
                    column("sp_units", ResourceIndexedSearchParamQuantity::getUnits),
                    column("sp_value", ResourceIndexedSearchParamQuantity::getValue)),
            values(
                    "uri",
                    params -> params.myUriParams,
                    column("hash_uri", ResourceIndexedSearchParamUri::getHashUri),
                    column("sp_uri", ResourceIndexedSearchParamUri::getUri)),
            new IndexTable<ResourceLink>(
                    "hfj_res_link",
                    "seq_reslink_id",
                    "pid",
                    "src_resource_id",
                    params -> params.myLinks,
                    List.of(
                            column("src_path", ResourceLink::getSourcePath),
                            column("source_resource_type", ResourceLink::getSourceResourceType),
                            column("src_res_type_id", ResourceLink::getSourceResourceTypeId),
                            column("target_resource_id", ResourceLink::getTargetResourcePid),
                            column("target_resource_type", ResourceLink::getTargetResourceType),
                            column("target_res_type_id", ResourceLink::getTargetResourceTypeId),
                            column("target_resource_url", ResourceLink::getTargetResourceUrl),
                            column("target_resource_version", ResourceLink::getTargetResourceVersion))));

    private final String name;
    private final String sequence;
    private final String key;
    private final String owner;
    private final Function<ResourceIndexedSearchParams, Collection<T>> rows;
    private final List<Column<T>> columns;

    private IndexTable(
            String name,
            String sequence,
            String key,
            String owner,
            Function<ResourceIndexedSearchParams, Collection<T>> rows,
            List<Column<T>> columns) {
        this.name = name;
        this.sequence = sequence;
        this.key = key;
        this.owner = owner;
        this.rows = rows;
        this.columns = columns;
    }

    private record Column<T extends BaseResourceIndex>(String name, Function<T, @Nullable Object> value) {}

    private static <T extends BaseResourceIndex> Column<T> column(String name, Function<T, @Nullable Object> value) {
        return new Column<>(name, value);
    }

    @SafeVarargs
    private static <T extends BaseResourceIndexedSearchParam> IndexTable<T> values(
            String kind, Function<ResourceIndexedSearchParams, Collection<T>> rows, Column<T>... own) {
        List<Column<T>> columns = new ArrayList<>();
        columns.add(column("hash_identity", BaseResourceIndexedSearchParam::getHashIdentity));
        columns.add(column("sp_missing", BaseResourceIndexedSearchParam::isMissing));
        columns.addAll(List.of(own));
        return new IndexTable<>("hfj_spidx_" + kind, "seq_spidx_" + kind, "sp_id", "res_id", rows, columns);
    }

    /** As PostgreSQL reads a timestamp without a zone; HAPI stores the time on this machine's clock. */
    private static @Nullable String timestamp(@Nullable Date date) {
        return date == null ? null : new Timestamp(date.getTime()).toString();
    }

    /** The rows for what a resource is searched by, each with its columns by name. */
    ArrayNode rows(ResourceIndexedSearchParams params, long resource, Timestamp now, RowIds ids) {
        List<T> values = List.copyOf(new LinkedHashSet<>(rows.apply(params))); // hashed anew: two may be the same now
        Long[] keys = ids.take(sequence, values.size());
        ArrayNode said = JsonNodeFactory.instance.arrayNode(values.size());
        for (int i = 0; i < keys.length; i++) {
            ObjectNode row =
                    said.addObject().put(key, keys[i]).put(owner, resource).put("sp_updated", now.toString());
            for (Column<T> column : columns) {
                row.putPOJO(column.name(), column.value().apply(values.get(i)));
            }
        }
        return said;
    }

    String name() {
        return name;
    }

    Collection<T> values(ResourceIndexedSearchParams params) {
        return rows.apply(params);
    }
}

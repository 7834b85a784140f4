package org.chemoloop.label.template.block;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/** A part of a label as wide as its place and as high as its contents. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Bar.class, name = "bar"),
    @JsonSubTypes.Type(value = Columns.class, name = "columns"),
    @JsonSubTypes.Type(value = Gap.class, name = "gap"),
    @JsonSubTypes.Type(value = Identity.class, name = "identity"),
    @JsonSubTypes.Type(value = Paragraph.class, name = "paragraph"),
    @JsonSubTypes.Type(value = Rule.class, name = "rule"),
    @JsonSubTypes.Type(value = Signatures.class, name = "signatures"),
    @JsonSubTypes.Type(value = SymbolBlock.class, name = "symbol"),
    @JsonSubTypes.Type(value = Wearer.class, name = "wearer"),
    @JsonSubTypes.Type(value = Words.class, name = "words")
})
public sealed interface Block
        permits Bar, Columns, Gap, Identity, Paragraph, Rule, Signatures, SymbolBlock, Wearer, Words {

    /** Lays these facts out in that width. */
    Placed place(Facts facts, double width, TextMeasure measure);
}

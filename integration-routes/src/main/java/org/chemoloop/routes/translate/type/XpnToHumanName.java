package org.chemoloop.routes.translate.type;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.HumanName;
import org.jspecify.annotations.Nullable;

/** XPN → HumanName; a Chinese name reads family before given, without a blank. */
final class XpnToHumanName implements Converter {
    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);
    private static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

    @Override
    public @Nullable HumanName convert(Cell cell) {
        Value xpn = cell.value();
        HumanName name = new HumanName();
        String family = xpn.text(1);
        if (!family.isEmpty()) {
            name.setFamily(family);
        }
        for (int part = 2; part <= 3; part++) {
            if (!xpn.text(part).isEmpty()) {
                name.addGiven(xpn.text(part));
            }
        }
        if (name.isEmpty()) {
            return null;
        }
        if (!xpn.text(4).isEmpty()) {
            name.addSuffix(xpn.text(4));
        }
        if (!xpn.text(5).isEmpty()) {
            name.addPrefix(xpn.text(5));
        }
        CodeTable.Entry use = cell.table("HL70200-name-type").find(xpn.text(7));
        if (use != null && use.code() != null) {
            name.setUse(HumanName.NameUse.fromCode(use.code()));
        }
        CodeTable.Entry representation =
                cell.table("HL70465-name-representation").find(xpn.text(8));
        if (representation != null && representation.code() != null) {
            name.addExtension(REPRESENTATION, new CodeType(representation.code()));
        }
        name.setText(display(family, xpn.text(2), xpn.text(3)));
        return name;
    }

    /** The name as it is read aloud. */
    static String display(String family, String given, String second) {
        if (isEastAsian(family) || isEastAsian(given)) {
            return family + given + second;
        }
        return String.join(" ", given, second, family).strip().replaceAll(" {2,}", " ");
    }

    /** Also where a phonetic repetition is written in kana, hangul or zhuyin. */
    private static boolean isEastAsian(String text) {
        return text.codePoints().anyMatch(c -> EAST_ASIAN.contains(UnicodeScript.of(c)));
    }
}

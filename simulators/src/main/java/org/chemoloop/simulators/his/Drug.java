package org.chemoloop.simulators.his;

/** The demo catalogue's drugs, as the HIS knows them; an example, not medical advice. */
public enum Drug {
    NS250("氯化钠注射液 250 mL", "mL", Kind.OTHER),
    NS500("氯化钠注射液 500 mL", "mL", Kind.OTHER),
    G5500("葡萄糖注射液 5% 500 mL", "mL", Kind.OTHER),
    CARBO150("卡铂注射液", "mg", Kind.CYTOTOXIC),
    PACLI30("紫杉醇注射液", "mg", Kind.CYTOTOXIC),
    OXALI50("奥沙利铂注射液", "mg", Kind.CYTOTOXIC),
    RITUX100("利妥昔单抗注射液", "mg", Kind.ANTIBODY),
    DEX5("地塞米松磷酸钠注射液", "mg", Kind.OTHER),
    ONDAN8("昂丹司琼注射液", "mg", Kind.OTHER);

    private final String display;
    private final String unit;
    private final Kind kind;

    Drug(String display, String unit, Kind kind) {
        this.display = display;
        this.unit = unit;
        this.kind = kind;
    }

    String coded() {
        return name() + "^" + display + "^HISDRUG";
    }

    String unit() {
        return unit + "^" + unit + "^UCUM";
    }

    /** Whether bags with it are made in the PIVAS rather than by a nurse in the centre. */
    public boolean antitumour() {
        return kind != Kind.OTHER;
    }

    boolean cytotoxic() {
        return kind == Kind.CYTOTOXIC;
    }

    private enum Kind {
        CYTOTOXIC,
        ANTIBODY,
        OTHER
    }
}

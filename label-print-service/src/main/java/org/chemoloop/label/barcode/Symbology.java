package org.chemoloop.label.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.datamatrix.DataMatrixWriter;
import com.google.zxing.oned.Code128Writer;
import java.util.Map;
import org.chemoloop.label.code.LabelCode;

/** The symbols that stand on labels, with the light margin each of them needs on every side. */
public enum Symbology {
    /**
     * Digit pairs (code set C): twelve digits in 101 modules. ISO/IEC 15417 asks for ten light modules at both ends.
     */
    CODE_128(10),
    /** Twelve digits in 14 x 14 modules with error correction (ECC 200). ISO/IEC 16022 asks for one; two are safer. */
    DATA_MATRIX(2);

    private final int quietZone;

    Symbology(int quietZone) {
        this.quietZone = quietZone;
    }

    public int quietZone() {
        return quietZone;
    }

    public Modules encode(LabelCode code) {
        return switch (this) {
            case CODE_128 -> new Modules(code128(code));
            case DATA_MATRIX ->
                new Modules(new DataMatrixWriter()
                        .encode(
                                code.digits(),
                                BarcodeFormat.DATA_MATRIX,
                                0,
                                0,
                                Map.of(
                                        EncodeHintType.DATA_MATRIX_SHAPE,
                                        com.google.zxing.datamatrix.encoder.SymbolShapeHint.FORCE_SQUARE)));
        };
    }

    private static BitMatrix code128(LabelCode code) {
        return new Code128Writer()
                .encode(
                        code.digits(),
                        BarcodeFormat.CODE_128,
                        0,
                        1,
                        Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.FORCE_CODE_SET, "C"));
    }
}

package org.chemoloop.label.barcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.datamatrix.DataMatrixWriter;
import com.google.zxing.datamatrix.encoder.SymbolShapeHint;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import org.chemoloop.label.layout.Symbology;

/** Encodes what a scanner shall read into the modules of a symbol. */
public final class Symbols {
    private Symbols() {}

    public static Modules encode(Symbology symbology, String data) {
        return new Modules(
                switch (symbology) {
                    case CODE_128 -> code128(data);
                    case DATA_MATRIX -> dataMatrix(data, false);
                    case GS1_DATA_MATRIX -> dataMatrix(data, true);
                    case QR -> qr(data);
                });
    }

    /** Digit pairs only: half as long, and a letter can't come out of it. */
    private static BitMatrix code128(String data) {
        return new Code128Writer()
                .encode(
                        data,
                        BarcodeFormat.CODE_128,
                        0,
                        1,
                        Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.FORCE_CODE_SET, "C"));
    }

    /** Only zxing's compact encoder writes FNC1. */
    private static BitMatrix dataMatrix(String data, boolean gs1) {
        Map<EncodeHintType, Object> hints = gs1
                ? Map.of(EncodeHintType.DATA_MATRIX_COMPACT, true, EncodeHintType.GS1_FORMAT, true)
                : Map.of(EncodeHintType.DATA_MATRIX_SHAPE, SymbolShapeHint.FORCE_SQUARE);
        return new DataMatrixWriter().encode(data, BarcodeFormat.DATA_MATRIX, 0, 0, hints);
    }

    private static BitMatrix qr(String data) {
        try {
            return new QRCodeWriter()
                    .encode(
                            data,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("this doesn't fit in a QR code", tooLong);
        }
    }
}

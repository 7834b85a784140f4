package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.chemoloop.label.render.Bitmap;
import org.chemoloop.label.render.Resolution;

/**
 * One bit per dot and the true size in the file; pages stand below each other with a gap.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">PNG</a>
 */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GAP = 8;
    private static final byte WHITE = (byte) 0xff;

    private PngFile() {}

    static byte[] of(List<Bitmap> pages, Resolution resolution) {
        Bitmap first = pages.get(0);
        int height = pages.size() * (first.height() + GAP) - GAP;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(first.width())
                        .putInt(height)
                        .put(new byte[] {1, 0, 0, 0, 0})
                        .array());
        int perMetre = (int) Math.round(resolution.dotsPerMillimetre() * 1000);
        chunk(
                file,
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(perMetre)
                        .putInt(perMetre)
                        .put((byte) 1)
                        .array());
        chunk(file, "IDAT", deflate(rows(pages, height)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** In a grey PNG of one bit, 1 is white; each row begins with its filter type, 0 = none. */
    private static byte[] rows(List<Bitmap> pages, int height) {
        Bitmap first = pages.get(0);
        ByteBuffer rows = ByteBuffer.allocate(height * (first.stride() + 1));
        for (Bitmap page : pages) {
            for (int gap = 0; gap < GAP && page != first; gap++) {
                rows.put((byte) 0);
                for (int i = 0; i < page.stride(); i++) {
                    rows.put(WHITE);
                }
            }
            for (int row = 0; row < page.height(); row++) {
                rows.put((byte) 0);
                for (int i = 0; i < page.stride(); i++) {
                    rows.put((byte) ~page.at(i, row));
                }
            }
        }
        return rows.array();
    }

    private static byte[] deflate(byte[] rows) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(rows);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(US_ASCII));
        crc.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(type.getBytes(US_ASCII));
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}

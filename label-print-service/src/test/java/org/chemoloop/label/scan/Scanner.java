package org.chemoloop.label.scan;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A scanner of the ward: sees a label turned, askew, out of focus and dirty, and reads what it can. */
public final class Scanner {
    private Scanner() {}

    /** Looks once as it is and once through the median filter that every camera has; empty when nothing can be read. */
    public static Optional<String> read(BufferedImage seen, BarcodeFormat symbology) {
        return look(seen, symbology).or(() -> look(withoutSpecks(seen), symbology));
    }

    private static Optional<String> look(BufferedImage seen, BarcodeFormat symbology) {
        BufferedImageLuminanceSource light = new BufferedImageLuminanceSource(seen);
        return decode(new HybridBinarizer(light), symbology)
                .or(() -> decode(new GlobalHistogramBinarizer(light), symbology));
    }

    private static Optional<String> decode(Binarizer picture, BarcodeFormat symbology) {
        Map<DecodeHintType, Object> hints =
                Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS, List.of(symbology));
        try {
            return Optional.of(new MultiFormatReader()
                    .decode(new BinaryBitmap(picture), hints)
                    .getText());
        } catch (NotFoundException unreadable) {
            return Optional.empty();
        }
    }

    private static BufferedImage withoutSpecks(BufferedImage seen) {
        int width = seen.getWidth();
        byte[] dots = ((DataBufferByte) seen.getRaster().getDataBuffer()).getData();
        BufferedImage clean = white(width, seen.getHeight());
        byte[] medians = ((DataBufferByte) clean.getRaster().getDataBuffer()).getData();
        int[] around = new int[9];
        for (int y = 1; y < seen.getHeight() - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int count = 0;
                for (int row = y - 1; row <= y + 1; row++) {
                    for (int at = row * width + x - 1; at <= row * width + x + 1; at++) {
                        insert(around, count++, dots[at] & 0xff);
                    }
                }
                medians[y * width + x] = (byte) around[4];
            }
        }
        return clean;
    }

    private static void insert(int[] sorted, int count, int value) {
        int at = count;
        while (at > 0 && sorted[at - 1] > value) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = value;
    }

    /** With white around it, as on a table. */
    public static BufferedImage see(BufferedImage label) {
        return see(label, 0, 0, label.getWidth(), label.getHeight());
    }

    /** Only a part of it, as through the aiming window of a scanner. */
    static BufferedImage see(BufferedImage label, int x, int y, int width, int height) {
        int margin = 40;
        BufferedImage seen = white(width + 2 * margin, height + 2 * margin);
        seen.getGraphics().drawImage(label.getSubimage(x, y, width, height), margin, margin, null);
        return seen;
    }

    /** Two labels below each other in one picture. */
    static BufferedImage both(BufferedImage one, BufferedImage other) {
        BufferedImage both = white(Math.max(one.getWidth(), other.getWidth()), one.getHeight() + other.getHeight());
        both.getGraphics().drawImage(one, 0, 0, null);
        both.getGraphics().drawImage(other, 0, one.getHeight(), null);
        return both;
    }

    static BufferedImage turned(BufferedImage seen, double degrees) {
        double angle = Math.toRadians(degrees);
        double cos = Math.abs(Math.cos(angle));
        double sin = Math.abs(Math.sin(angle));
        int width = (int) Math.round(seen.getWidth() * cos + seen.getHeight() * sin);
        int height = (int) Math.round(seen.getWidth() * sin + seen.getHeight() * cos);
        AffineTransform turn = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        turn.rotate(angle);
        turn.translate(-seen.getWidth() / 2.0, -seen.getHeight() / 2.0);
        return through(seen, turn, width, height);
    }

    static BufferedImage scaled(BufferedImage seen, double factor) {
        return through(seen, AffineTransform.getScaleInstance(factor, factor), (int) (seen.getWidth() * factor), (int)
                (seen.getHeight() * factor));
    }

    static BufferedImage blurred(BufferedImage seen) {
        float[] weights = new float[9];
        Arrays.fill(weights, 1 / 9f);
        return new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(seen, null);
    }

    /** Salt and pepper on this share of all dots. */
    static BufferedImage dirty(BufferedImage seen, double share, Random random) {
        BufferedImage dirty = white(seen.getWidth(), seen.getHeight());
        dirty.setData(seen.getData());
        int specks = (int) (seen.getWidth() * seen.getHeight() * share);
        for (int i = 0; i < specks; i++) {
            dirty.getRaster()
                    .setSample(
                            random.nextInt(seen.getWidth()),
                            random.nextInt(seen.getHeight()),
                            0,
                            random.nextBoolean() ? 255 : 0);
        }
        return dirty;
    }

    private static BufferedImage through(BufferedImage seen, AffineTransform lens, int width, int height) {
        BufferedImage image = white(width, height);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(seen, lens, null);
        graphics.dispose();
        return image;
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }
}

package org.chemoloop.label.render;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;

/**
 * Decides which dots an outline covers: those of which at least half the area is inside.
 *
 * <p>Every edge adds the area to its right, signed by its direction, to the cells it crosses; a running sum along the
 * row then is the covered share of each dot. Written out here rather than drawn by Java2D so that the dots depend on
 * nothing but this code and the font.
 */
final class OutlineFill {
    private static final double FLATNESS = 0.05;
    private static final double COVERED = 0.5;

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final float[] area;

    private OutlineFill(Rectangle2D bounds) {
        this.left = (int) Math.floor(bounds.getMinX());
        this.top = (int) Math.floor(bounds.getMinY());
        this.width = (int) Math.ceil(bounds.getMaxX()) - left + 1;
        this.height = (int) Math.ceil(bounds.getMaxY()) - top + 1;
        this.area = new float[width * height + 2];
    }

    /** The shape is in dots, y downwards, relative to the pen. */
    static GlyphDots dots(Shape shape) {
        Rectangle2D bounds = shape.getBounds2D();
        if (bounds.isEmpty()) {
            return new GlyphDots(0, 0, 0, new BitSet());
        }
        OutlineFill fill = new OutlineFill(bounds);
        fill.edges(new FlatteningPathIterator(shape.getPathIterator(null), FLATNESS));
        return fill.decide();
    }

    private void edges(PathIterator path) {
        double[] point = new double[6];
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (; !path.isDone(); path.next()) {
            switch (path.currentSegment(point)) {
                case PathIterator.SEG_MOVETO -> {
                    edge(x, y, startX, startY);
                    startX = point[0];
                    startY = point[1];
                    x = startX;
                    y = startY;
                }
                case PathIterator.SEG_LINETO -> {
                    edge(x, y, point[0], point[1]);
                    x = point[0];
                    y = point[1];
                }
                case PathIterator.SEG_CLOSE -> {
                    edge(x, y, startX, startY);
                    x = startX;
                    y = startY;
                }
                default -> throw new IllegalStateException("a flattened path has no curves");
            }
        }
        edge(x, y, startX, startY);
    }

    private void edge(double fromX, double fromY, double toX, double toY) {
        if (fromY == toY) {
            return;
        }
        boolean down = fromY < toY;
        double x0 = (down ? fromX : toX) - left;
        double y0 = (down ? fromY : toY) - top;
        double x1 = (down ? toX : fromX) - left;
        double y1 = (down ? toY : fromY) - top;
        double slope = (x1 - x0) / (y1 - y0);
        for (int row = (int) y0; row < Math.min(height, (int) Math.ceil(y1)); row++) {
            double upper = Math.max(row, y0);
            double lower = Math.min(row + 1.0, y1);
            double atUpper = x0 + (upper - y0) * slope;
            double atLower = x0 + (lower - y0) * slope;
            double rise = (down ? 1 : -1) * (lower - upper);
            within(row, rise, Math.min(atUpper, atLower), Math.max(atUpper, atLower));
        }
    }

    /** One edge inside one row of dots, from {@code near} to {@code far}. */
    private void within(int row, double rise, double near, double far) {
        int first = (int) near;
        int last = Math.max(first, (int) Math.ceil(far) - 1);
        int at = row * width + first;
        if (first == last) {
            double middle = (near + far) / 2 - first;
            area[at] += (float) (rise * (1 - middle));
            area[at + 1] += (float) (rise * middle);
            return;
        }
        double perDot = rise / (far - near);
        double before = 0;
        double share = 0;
        for (int column = first; column <= last; column++) {
            double enters = Math.max(near, column);
            double leaves = Math.min(far, column + 1.0);
            double part = (leaves - enters) * perDot;
            // Right of the edge within this dot, plus all of what entered in dots before.
            double inside = share + part * (column + 1.0 - (enters + leaves) / 2);
            area[row * width + column] += (float) (inside - before);
            before = inside;
            share += part;
        }
        area[row * width + last + 1] += (float) (rise - before);
    }

    private GlyphDots decide() {
        BitSet black = new BitSet(width * height);
        for (int row = 0; row < height; row++) {
            float covered = 0;
            for (int column = 0; column < width; column++) {
                covered += area[row * width + column];
                black.set(row * width + column, Math.abs(covered) >= COVERED);
            }
        }
        return new GlyphDots(left, top, width, black);
    }
}

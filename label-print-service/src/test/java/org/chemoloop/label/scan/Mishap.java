package org.chemoloop.label.scan;

import java.awt.image.BufferedImage;
import java.util.Random;

/** What happens to a label between the printer and the eye of the scanner. */
enum Mishap {
    TURNED_90,
    TURNED_180,
    TURNED_270,
    ASKEW_LEFT,
    ASKEW_RIGHT,
    OUT_OF_FOCUS,
    DIRTY,
    NEAR,
    FAR,
    ALL_AT_ONCE,
    TWO_IN_ONE_PICTURE;

    BufferedImage befall(BufferedImage seen, BufferedImage neighbour, Random random) {
        return switch (this) {
            case TURNED_90 -> Scanner.turned(seen, 90);
            case TURNED_180 -> Scanner.turned(seen, 180);
            case TURNED_270 -> Scanner.turned(seen, 270);
            case ASKEW_LEFT -> Scanner.turned(seen, -5);
            case ASKEW_RIGHT -> Scanner.turned(seen, 5);
            case OUT_OF_FOCUS -> Scanner.blurred(seen);
            case DIRTY -> Scanner.dirty(seen, 0.05, random);
            case NEAR -> Scanner.scaled(seen, 1.6);
            case FAR -> Scanner.scaled(Scanner.scaled(seen, 3), 0.7);
            case ALL_AT_ONCE ->
                Scanner.dirty(Scanner.blurred(Scanner.turned(Scanner.scaled(seen, 1.6), 3)), 0.02, random);
            case TWO_IN_ONE_PICTURE -> Scanner.both(seen, neighbour);
        };
    }
}

package org.chemoloop.simulators.printer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** How a printer is asked how it is, in each of its languages. */
enum StatusRequest {
    ZPL("~HS\r\n".getBytes(US_ASCII)) {
        @Override
        byte[] answer(boolean outOfPaper) {
            return ("\u0002030," + (outOfPaper ? 1 : 0) + ",0,0400,000,0,0,0,000,0,0,0\u0003\r\n"
                            + "\u0002000,0,0,0,0,2,4,0,00000000,1,000\u0003\r\n"
                            + "\u00021234,0\u0003\r\n")
                    .getBytes(US_ASCII);
        }
    },
    TSPL(new byte[] {0x1b, '!', '?'}) {
        @Override
        byte[] answer(boolean outOfPaper) {
            return new byte[] {(byte) (outOfPaper ? 0x04 : 0x00)};
        }
    };

    private final byte[] question;

    StatusRequest(byte[] question) {
        this.question = question;
    }

    byte[] question() {
        return question.clone();
    }

    abstract byte[] answer(boolean outOfPaper);
}

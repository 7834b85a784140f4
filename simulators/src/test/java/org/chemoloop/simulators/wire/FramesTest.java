package org.chemoloop.simulators.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void twoMessagesInOneWriteAreTwoMessages() throws IOException {
        assertThat(read("\u000bfirst\u001c\r\u000bsecond\u001c\r")).containsExactly("first", "second");
    }

    @Test
    void aHalfMessageIsForgottenWhenTheNextOneBegins() throws IOException {
        assertThat(read("\u000bhalf a mess\u000bwhole\u001c\r")).containsExactly("whole");
    }

    @Test
    void noiseBetweenMessagesIsNoMessage() throws IOException {
        assertThat(read("noise\r\n\u000bmessage\u001c\rnoise")).containsExactly("message");
    }

    @Test
    void anEndCharacterInsideTheTextDoesNotEndTheMessage() throws IOException {
        assertThat(read("\u000ba\u001cb\u001c\r")).containsExactly("a\u001cb");
    }

    @Test
    void whatIsWrappedIsReadAsItWas() throws IOException {
        String text = "MSH|^~\\&|HIS\rPID|1||M1||测试^甲\r";

        assertThat(read(new String(Frames.wrap(text.getBytes(UTF_8)), UTF_8))).containsExactly(text);
    }

    private static List<String> read(String stream) throws IOException {
        var frames = new Frames(new ByteArrayInputStream(stream.getBytes(UTF_8)));
        var texts = new ArrayList<String>();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            texts.add(new String(frame.get(), UTF_8));
        }
        return texts;
    }
}

import java.io.IOException;
import org.tukaani.xz.XZInputStream;

/** Unpacks xz from standard input to standard output, for machines without the xz command. */
final class Unxz {

    private Unxz() {}

    public static void main(String[] arguments) throws IOException {
        try (var packed = new XZInputStream(System.in)) {
            packed.transferTo(System.out);
        }
        System.out.flush();
    }
}

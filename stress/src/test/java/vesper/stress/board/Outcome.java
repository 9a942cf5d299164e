package vesper.stress.board;

import java.nio.charset.StandardCharsets;

/**
 * How a machine ended.
 *
 * @param status its exit status
 * @param serial what its guest sent
 * @param said what it said itself, on the standard error output
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Outcome(int status, byte[] serial, String said) {
    /** What its guest sent; each byte is a character. */
    public String text() {
        return new String(serial, StandardCharsets.ISO_8859_1);
    }

    /** Whether its guest ran. */
    public boolean ran() {
        return status == 0;
    }

    /** For messages: up to the first byte that is no text. */
    @Override
    public String toString() {
        return "status " + status + "\n" + said + text().replaceFirst("(?s)\\P{ASCII}.*", "");
    }
}

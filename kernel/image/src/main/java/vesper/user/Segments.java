package vesper.user;

import vesper.metal.Entry;

/** Has something in every segment: code, constants, data, and memory that the file doesn't hold. */
public final class Segments {
    private static final String TEXT = "constants are not written to";
    private static final int[] COUNTS = new int[0x80];
    private static int rounds = 3;

    private Segments() {}

    /** Counts the letters of a text a few times; the exit status is the number of its spaces. */
    @Entry
    static int main() {
        while (rounds > 0) {
            for (int i = 0; i < TEXT.length(); i++) {
                COUNTS[TEXT.charAt(i) & 0x7f]++;
            }
            rounds--;
            SystemCall.ping();
        }
        return COUNTS[' '] / 3;
    }
}

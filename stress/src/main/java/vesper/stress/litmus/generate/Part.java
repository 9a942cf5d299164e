package vesper.stress.litmus.generate;

/**
 * The bytes of a location that an access covers: {@code h2} are two bytes from offset 2 on.
 *
 * @param width {@code b}, {@code h}, {@code w} or {@code d}, as in the mnemonics: 1, 2, 4 or 8 bytes
 * @param offset in bytes from the start of the location, aligned to the width, inside 8 bytes
 */
public record Part(char width, int offset) {
    public static final Part WORD = new Part('w', 0);

    /** The widest that one access covers, and so the longest location, in bytes. */
    static final int LONGEST = 8;

    private static final String WIDTHS = "bhwd";

    public Part {
        if (WIDTHS.indexOf(width) < 0) {
            throw new IllegalArgumentException("width " + width + ": expected one of b, h, w, d");
        }
        int bytes = 1 << WIDTHS.indexOf(width);
        if (offset < 0 || offset + bytes > LONGEST || offset % bytes != 0) {
            throw new IllegalArgumentException(
                    "%c%d: expected an aligned offset, inside 8 bytes".formatted(width, offset));
        }
    }

    public int bytes() {
        return 1 << WIDTHS.indexOf(width);
    }

    /** The first byte behind it. */
    public int end() {
        return offset + bytes();
    }

    public boolean covers(int offsetOfByte) {
        return offset <= offsetOfByte && offsetOfByte < end();
    }

    public boolean overlaps(Part other) {
        return offset < other.end() && other.offset < end();
    }

    /** What a load of this part has of a location that holds {@code content}, from bit 0 on. */
    long of(long content) {
        return (content >>> (Byte.SIZE * offset)) & mask();
    }

    /** What a location that held {@code content} holds after {@code value} was stored to this part. */
    long into(long content, long value) {
        int shift = Byte.SIZE * offset;
        return (content & ~(mask() << shift)) | ((value & mask()) << shift);
    }

    private long mask() {
        return -1L >>> (Long.SIZE - Byte.SIZE * bytes());
    }

    @Override
    public String toString() {
        return "" + width + offset;
    }
}

package vesper.metal;

/**
 * What the image knows of its own code: which function, Java file and line a pc belongs to, what a failing check has to
 * say, and how to find the caller. The compiler writes it into {@code .rodata} under the symbol {@code _code_map}
 * ({@link vesper.metal.host.CodeMapWriter}); a panic reads it.
 *
 * <p>All numbers are little-endian and 4-aligned. Places in the code are byte offsets from {@code _text_start}, texts are
 * byte offsets from {@code _code_map} to UTF-8 that ends in a zero byte; 0 is no text.
 *
 * <pre>
 *              +--------------+--------------+--------------+--------------+
 *  _code_map   | functions    | sites        | rows         | methods      |   u32 counts; sites &lt;= rows
 *              +--------------+--------------+--------------+--------------+--------------+
 *  +16         | start        | end          | body         | frame size   | method       |  u32 each
 *              :  as many as functions, by rising start, disjoint                         :
 *              +--------------+-------+------+--------------+--------------+--------------+
 *              | start        | line  |method| caller       | message      |   u32, u16, u16, u32, u32
 *              :  as many as rows; the first "sites" by rising start       :
 *              +--------------+--------------+--------------+--------------+
 *              | name         | file         |   u32 each
 *              :  as many as methods         :
 *              +-----------------------------+
 *              |  texts                      :
 * </pre>
 *
 * <p><b>Functions.</b> {@code end} is exclusive. A function with a frame lowers {@code sp} by {@code frame size} with its
 * first instruction, saves {@code ra} at {@code sp + frame size - 8}, and has done so at {@code body}; one whose
 * {@code frame size} is 0 keeps {@code ra} in {@code x1}.
 *
 * <p><b>Sites.</b> A site says what holds from its {@code start} to the next site's. There is one at least at the start
 * of each call and at each {@code ebreak} that stands for a failed check; more of them make lines more exact. The site of
 * a caller is that of its return address less one. {@code message} is for a trap at exactly {@code start}.
 *
 * <p><b>Inlining.</b> {@code method} and {@code line} are the innermost, and {@code caller} is the index of the row that
 * says where that was inlined, or {@link #NO_ROW}. Rows from {@code sites} on are such callers only; their
 * {@code start} is 0.
 */
public final class CodeMap {
    public static final int HEADER_SIZE = 16;
    public static final int FUNCTION_SIZE = 20;
    public static final int ROW_SIZE = 16;
    public static final int METHOD_SIZE = 8;
    public static final int NO_ROW = -1;

    private CodeMap() {}

    /** A text of the image, in UTF-8. */
    @Word
    public record Text(Addr at) {
        public boolean exists() {
            return at.value() != 0;
        }

        /** The byte at {@code index}; 0 is behind the last. */
        public int byteAt(int index) {
            return at.u8(index);
        }
    }

    /** A compiled function, or none: assembly, or no code at all. */
    @Word
    public record Function(Addr at) {
        public boolean exists() {
            return at.value() != 0;
        }

        public Addr start() {
            return text().plus(at.u32(0));
        }

        public Addr end() {
            return text().plus(at.u32(4));
        }

        /** The first instruction that sees the frame whole. */
        public Addr body() {
            return text().plus(at.u32(8));
        }

        /** In bytes; 0 if {@code ra} stays in {@code x1}. */
        public long frameSize() {
            return at.u32(12);
        }

        public Text name() {
            return methodText(at.u32(16), 0);
        }
    }

    /** A row of the table of sites, or none. */
    @Word
    public record Site(Addr at) {
        public boolean exists() {
            return at.value() != 0;
        }

        /** The pc of the first instruction that it holds for. */
        public Addr start() {
            return text().plus(at.u32(0));
        }

        /** In the Java file; 0 if unknown. */
        public int line() {
            return at.u16(4);
        }

        /** The method's class and name. */
        public Text method() {
            return methodText(at.u16(6), 0);
        }

        /** The Java file's name, without its folder. */
        public Text file() {
            return methodText(at.u16(6), 4);
        }

        /** Where the method was inlined, or none. */
        public Site caller() {
            int row = at.i32(8);
            return row == NO_ROW ? new Site(Addr.ZERO) : row(row);
        }

        /** What a trap at {@link #start} means, or no text. */
        public Text message() {
            return textAt(at.u32(12));
        }
    }

    /** The function that holds {@code pc}, or none. */
    public static Function function(Addr pc) {
        long offset = pc.minus(text());
        int low = 0;
        int high = functionCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Addr row = functions().plus((long) FUNCTION_SIZE * middle);
            if (Long.compareUnsigned(offset, row.u32(4)) >= 0) {
                low = middle + 1;
            } else if (Long.compareUnsigned(offset, row.u32(0)) < 0) {
                high = middle;
            } else {
                return new Function(row);
            }
        }
        return new Function(Addr.ZERO);
    }

    /** The last site at {@code pc} or before it in the same function, or none. */
    public static Site site(Addr pc) {
        Function function = function(pc);
        if (!function.exists()) {
            return new Site(Addr.ZERO);
        }
        long offset = pc.minus(text());
        int low = 0; // every site below starts at pc or before it, every one from high on behind it
        int high = (int) map().u32(4);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(row(middle).at().u32(0), offset) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || row(low - 1).start().below(function.start())) {
            return new Site(Addr.ZERO);
        }
        return row(low - 1);
    }

    private static Addr map() {
        return Symbol.address("_code_map");
    }

    private static Addr text() {
        return Symbol.address("_text_start");
    }

    private static int functionCount() {
        return (int) map().u32(0);
    }

    private static Addr functions() {
        return map().plus(HEADER_SIZE);
    }

    private static Site row(int index) {
        return new Site(functions().plus((long) FUNCTION_SIZE * functionCount() + (long) ROW_SIZE * index));
    }

    private static Text methodText(long method, long field) {
        Addr methods = row((int) map().u32(8)).at();
        return textAt(methods.u32(METHOD_SIZE * method + field));
    }

    private static Text textAt(long offset) {
        return new Text(offset == 0 ? Addr.ZERO : map().plus(offset));
    }
}

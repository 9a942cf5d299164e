package vesper.stress.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import vesper.stress.Randomness;
import vesper.stress.referee.Workload;

/** The RAM that both machines start from. */
final class Image implements Workload {
    private static final long PTE_V = 1;
    private static final long PTE_R = 2;
    private static final long PTE_X = 8;
    private static final long PTE_U = 16;
    private static final long PTE_A = 64;
    private static final byte[] DRIVER = Driver.assemble();
    private static final byte[] WINDOW = window();
    private static final byte[] TAIL = tail();

    private final List<FuzzCase> cases;

    Image(List<FuzzCase> cases) {
        this.cases = cases;
    }

    List<FuzzCase> cases() {
        return cases;
    }

    @Override
    public int first() {
        return cases.getFirst().index();
    }

    @Override
    public int end() {
        return cases.getLast().index() + 1;
    }

    /** Writes all that is not zero, with the driver told to run the cases from {@code next} on. */
    @Override
    public void write(int next, Writer writer) {
        byte[] none = new byte[Outcome.BYTES];
        for (int i = next; i < end(); i++) {
            writer.write(Outcome.address(i), none);
        }
        writer.write(Layout.RAM_BASE, DRIVER);
        writer.write(CaseRecord.address(first()), records());
        writer.write(Layout.CONTEXT + Layout.NEXT, words(next, end()));
        writer.write(Layout.ROOT_S, root(PTE_V | PTE_R | PTE_X | PTE_A));
        writer.write(Layout.ROOT_U, root(PTE_V | PTE_R | PTE_X | PTE_U | PTE_A));
        writer.write(Layout.ROOT48_S, words(pointer(Layout.ROOT_S)));
        writer.write(Layout.ROOT48_U, words(pointer(Layout.ROOT_U)));
        writer.write(Layout.TABLE1, words(pointer(Layout.TABLE0)));
        writer.write(Layout.WINDOW, WINDOW);
        writer.write(Layout.WINDOW_COPY, WINDOW);
        writer.write(Layout.TAIL, TAIL);
        writer.write(Layout.TAIL_COPY, TAIL);
    }

    @Override
    public long progress() {
        return Layout.CONTEXT + Layout.NEXT;
    }

    private byte[] records() {
        ByteBuffer buffer = ByteBuffer.allocate(cases.size() * CaseRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (FuzzCase each : cases) {
            for (long word : each.words()) {
                buffer.putLong(word);
            }
        }
        return buffer.array();
    }

    /** The cases' pages by way of a table, and RAM one to one, for code; 4 GiB above that, for the stub. */
    private static byte[] root(long codeRights) {
        long ram = Layout.RAM_BASE >>> 2;
        return words(0, pointer(Layout.TABLE1), ram | codeRights, 0, 0, 0, ram | PTE_V | PTE_R | PTE_X | PTE_A);
    }

    private static long pointer(long table) {
        return table >>> 2 | PTE_V;
    }

    /** The same for each case: it has numbers of both formats, small ones, and noise. */
    private static byte[] window() {
        long[] words = new long[Layout.WINDOW_SIZE / 8];
        Randomness random = new Randomness(1, 0);
        for (int i = 0; i < words.length; i++) {
            do {
                words[i] = random.chance(50) ? random.bits() : Corners.doubleword(random);
            } while (Layout.isData(words[i] & 0xffff_ffffL) || Layout.isData(words[i] >>> 32));
        }
        return words(words);
    }

    /** Whether an address lies in one of the windows. */
    static boolean isWindow(long address) {
        return (address >= Layout.WINDOW && address < Layout.WINDOW + Layout.WINDOW_SIZE)
                || (address >= Layout.TAIL && address < Layout.RAM_END);
    }

    /** What a doubleword of the windows holds before each case. */
    static long initially(long address) {
        boolean inTail = address >= Layout.TAIL;
        ByteBuffer bytes = ByteBuffer.wrap(inTail ? TAIL : WINDOW).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.getLong((int) (address - (inTail ? Layout.TAIL : Layout.WINDOW)));
    }

    private static byte[] tail() {
        Randomness random = new Randomness(2, 0);
        long[] words = new long[Layout.TAIL_SIZE / 8];
        for (int i = 0; i < words.length; i++) {
            words[i] = random.bits();
        }
        return words(words);
    }

    private static byte[] words(long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            buffer.putLong(word);
        }
        return buffer.array();
    }
}

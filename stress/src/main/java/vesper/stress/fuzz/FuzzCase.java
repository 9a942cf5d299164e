package vesper.stress.fuzz;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vesper.isa.Compressed;
import vesper.isa.Instruction;

/** A case: what the driver sets up, and the instructions. Follows from seed and number alone. */
final class FuzzCase {
    private final long seed;
    private final long number;
    private final Kind kind;
    private final long[] words;
    private final int[] instructions;

    /**
     * Owns what it is given.
     *
     * @param words a {@link CaseRecord}
     * @param instructions in the order of their addresses; a 16-bit one in the low half
     */
    FuzzCase(long seed, long number, Kind kind, long[] words, int[] instructions) {
        this.seed = seed;
        this.number = number;
        this.kind = kind;
        this.words = words;
        this.instructions = instructions;
    }

    long seed() {
        return seed;
    }

    long number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    /** Its place in an image: the same whether it runs alone or among others, since addresses follow from it. */
    int index() {
        return index(number);
    }

    static int index(long number) {
        return (int) (number % Layout.CAPACITY);
    }

    long word(int index) {
        return words[index];
    }

    long[] words() {
        return words.clone();
    }

    int[] instructions() {
        return instructions.clone();
    }

    /** The privilege it starts in: 0, 1 or 3. */
    int privilege() {
        return (int) (words[CaseRecord.MSTATUS] >>> 11) & 3;
    }

    /** What a doubleword of a window or of the page tables holds before it runs. */
    long initially(long address) {
        if (address >= Layout.TABLE0 && address < Layout.TABLE0 + 8 * CaseRecord.PAGE_PTES) {
            return words[CaseRecord.PTES + (int) (address - Layout.TABLE0) / 8];
        }
        if (address >= Layout.TABLE1 && address < Layout.TABLE1 + 0x1000) {
            return words[CaseRecord.PTES + CaseRecord.PAGE_PTES + (int) (address - Layout.TABLE1) / 8 - 1];
        }
        if (address >= Layout.ROOT_S && address < Layout.TABLE1) {
            return words[CaseRecord.PTES + CaseRecord.PAGE_PTES + CaseRecord.SUPERPAGE_PTES];
        }
        return Image.initially(address);
    }

    /** Whether some instruction is of a row like this. */
    boolean has(Predicate<Instruction> like) {
        return Arrays.stream(instructions).mapToObj(Draft::row).anyMatch(row -> row != null && like.test(row));
    }

    /** The row of the instruction at an address, of the case or of the windows; null if there is none, or it is none. */
    @Nullable
    Instruction rowAt(long pc) {
        if (Image.isWindow(pc) && (pc & 1) == 0) {
            return rowInWindow(pc);
        }
        long at = words[CaseRecord.ENTRY];
        for (int word : instructions) {
            if (at == pc) {
                return Draft.row(word);
            }
            at += Draft.length(word);
        }
        return null;
    }

    /** By what the windows hold before the case. */
    private static @Nullable Instruction rowInWindow(long pc) {
        long doubleword = Image.initially(pc & -8);
        long bits = doubleword >>> (8 * (pc & 7));
        if ((pc & 7) == 6 && Image.isWindow(pc + 2)) {
            bits |= Image.initially(pc + 2) << 16;
        }
        int word = (int) bits;
        return Draft.row(Compressed.isCompressed(word) ? word & 0xffff : word);
    }

    @Override
    public String toString() {
        return "case " + number + " of seed " + seed + Arrays.toString(instructions);
    }
}

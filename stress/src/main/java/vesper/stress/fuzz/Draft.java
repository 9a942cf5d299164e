package vesper.stress.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.isa.Compressed;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.stress.Randomness;

/**
 * A case in the making: registers, environment, and slots of instructions. Jumps go from slot to slot, forward only,
 * so that every case ends.
 */
final class Draft {
    /** Instructions that stay together: jumps lead to the first only. A jump, if there is one, is the last. */
    static final class Slot {
        private final int[] words;

        Slot(int... words) {
            this.words = words;
        }

        int[] words() {
            return words.clone();
        }
    }

    /** A register that is to hold the address of a later slot, less {@code offset}. */
    private record Landing(int register, int slot, long offset) {}

    static final int U = 0;
    static final int S = 1;
    static final int M = 3;

    final Randomness random;
    final Kind kind;
    final int mode;
    final long[] words = new long[CaseRecord.WORDS];
    final List<Integer> pointers = new ArrayList<>();

    /** Whether a load may have been reserved that no {@code sc} has followed. */
    boolean strayReservation;

    private final List<Slot> slots = new ArrayList<>();
    private final List<Landing> landings = new ArrayList<>();
    private int claimed;
    private int written = 1;
    private int room = 8 * CaseRecord.CODE_WORDS - 4;

    Draft(Randomness random, Kind kind, int mode) {
        this.random = random;
        this.kind = kind;
        this.mode = mode;
    }

    int slotCount() {
        return slots.size();
    }

    /** Whether {@code bytes} more fit. */
    boolean hasRoom(int bytes) {
        return room >= bytes;
    }

    /** Appends a slot if it fits. */
    void add(Slot slot) {
        int size = 0;
        for (int word : slot.words()) {
            size += length(word);
        }
        if (size > room) {
            return;
        }
        room -= size;
        slots.add(slot);
        for (int word : slot.words()) {
            written |= destination(word);
        }
    }

    static int length(int word) {
        return Compressed.isCompressed(word) ? 2 : 4;
    }

    private static int base(int word) {
        return Compressed.isCompressed(word) ? Compressed.expand(word) : word;
    }

    /** The row of an instruction of either length. */
    static @Nullable Instruction row(int word) {
        return Instruction.decode(base(word));
    }

    /** The integer register it writes, as a bit. */
    private static int destination(int word) {
        Instruction row = row(word);
        boolean writes = row != null && row.format().operands().contains(Operand.RD);
        return writes ? 1 << Operand.RD.decode(base(word)) : 0;
    }

    /** A register that nothing has written yet, set to {@code value} for good; 0 if there is none. */
    int claim(long value) {
        int register = claimFree();
        words[CaseRecord.X + register] = register == 0 ? 0 : value;
        return register;
    }

    /** A register that holds the address of a later slot, less {@code offset}. */
    int claimLanding(long offset) {
        int register = claimFree();
        landings.add(new Landing(register, slots.size() + 1 + random.below(3), offset));
        return register;
    }

    /** Whether exceptions of loads and of stores go the same way. */
    boolean delegatesEvenly() {
        long medeleg = words[CaseRecord.MEDELEG];
        return medeleg == Divergence.evenDelegation(medeleg);
    }

    /** Whether the case starts with FS either off or dirty, between which no instruction but a CSR write moves it. */
    boolean floatingPointOffOrDirty() {
        long fs = words[CaseRecord.MSTATUS] >>> 13 & 3;
        return fs == 0 || fs == 3;
    }

    private int claimFree() {
        for (int i = 0; i < 64; i++) {
            int register = 1 + random.below(31);
            if (((claimed | written) >>> register & 1) == 0 && !pointers.contains(register)) {
                claimed |= 1 << register;
                return register;
            }
        }
        return 0;
    }

    FuzzCase finish(long seed, long number) {
        int[] starts = new int[slots.size() + 1];
        for (int i = 0; i < slots.size(); i++) {
            starts[i + 1] = starts[i];
            for (int word : slots.get(i).words()) {
                starts[i + 1] += length(word);
            }
        }
        List<Integer> code = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < slots.size(); i++) {
            for (int word : slots.get(i).words()) {
                int target = starts[Math.min(i + 1 + random.below(3), slots.size())];
                code.add(aim(word, target - at));
                at += length(word);
            }
        }
        long start = CaseRecord.codeAddress(FuzzCase.index(number));
        for (Landing landing : landings) {
            if (landing.register != 0) {
                long target = start + starts[Math.min(landing.slot, slots.size())];
                words[CaseRecord.X + landing.register] = target - landing.offset;
            }
        }
        words[CaseRecord.ENTRY] = start;
        words[CaseRecord.CODE_LIMIT] = start + at;
        code.add(Instruction.ECALL.match());
        int[] instructions = code.stream().mapToInt(Integer::intValue).toArray();
        place(instructions);
        return new FuzzCase(seed, number, kind, words, instructions);
    }

    /** The word with its offset, if it has one, leading to {@code distance}. */
    private static int aim(int word, int distance) {
        Instruction row = row(word);
        if (row == null) {
            return word;
        }
        int base = base(word);
        int aimed = switch (row.format()) {
            case J -> (base & 0xfff) | Operand.IMM_J.encode(distance);
            case B -> (base & 0x1ff_f07f) | Operand.IMM_B.encode(distance);
            default -> base;
        };
        if (aimed == base) {
            return word;
        }
        return Compressed.isCompressed(word) ? Compressed.compress(aimed) : aimed;
    }

    private void place(int[] instructions) {
        int at = 0;
        for (int word : instructions) {
            for (int half = 0; half < length(word) / 2; half++) {
                long bits = (word >>> (16 * half)) & 0xffffL;
                words[CaseRecord.CODE + at / 8] |= bits << (8 * (at % 8));
                at += 2;
            }
        }
    }
}

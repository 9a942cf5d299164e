package vesper.hart.fetch;

import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import vesper.bus.PhysicalMemory;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.isa.Compressed;
import vesper.isa.Instruction;
import vesper.isa.Operands;

/** Turns instruction words into {@link Block}s. Owned by the hart thread. */
public final class Decoder {
    /** Long enough for most loops' bodies; bounds how long an interrupt waits. */
    public static final int MAX_SLOTS = 64;

    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;

    private final PhysicalMemory ram;
    private final IntSupplier heat;
    private final long[] code = new long[MAX_SLOTS + 1];
    private final short[] halfwords = new short[2 * MAX_SLOTS];
    private final short[] offsets = new short[MAX_SLOTS + 2];

    Decoder(PhysicalMemory ram, IntSupplier heat) {
        this.ram = ram;
        this.heat = heat;
    }

    /** Decodes from a RAM offset on; null if the first instruction goes over the page's end. */
    @Nullable
    Block decode(long ramOffset, int epoch) {
        int room = PAGE_SIZE - (int) (ramOffset & (PAGE_SIZE - 1));
        int at = 0;
        int slots = 0;
        boolean ended = false;
        while (!ended && slots < MAX_SLOTS && at < room) {
            int low = ram.loadOpaque16(ramOffset + at);
            boolean compressed = Compressed.isCompressed(low);
            if (!compressed && at + 4 > room) {
                break;
            }
            int word = compressed ? low : low | ram.loadOpaque16(ramOffset + at + 2) << 16;
            halfwords[at / 2] = (short) word;
            halfwords[at / 2 + 1] = (short) (word >>> 16);
            offsets[slots] = (short) at;
            code[slots] = pack(word, at);
            ended = endsBlock(code[slots]);
            at += compressed ? 2 : 4;
            slots++;
        }
        if (slots == 0) {
            return null;
        }
        return finish(slots, at, ended, ramOffset, epoch);
    }

    /** A block of a single instruction that was read elsewhere: from ROM, or from two pages. */
    Block decodeOne(int word, int epoch) {
        boolean compressed = Compressed.isCompressed(word & 0xffff);
        offsets[0] = 0;
        halfwords[0] = (short) word;
        halfwords[1] = (short) (word >>> 16);
        code[0] = pack(word, 0);
        return finish(1, compressed ? 2 : 4, endsBlock(code[0]), -1, epoch);
    }

    private Block finish(int slots, int length, boolean ended, long ramOffset, int epoch) {
        int count = slots;
        offsets[count] = (short) length;
        if (!ended) {
            code[count++] = fallThrough(length);
            offsets[count] = (short) length;
        }
        return new Block(
                Arrays.copyOf(code, count),
                Arrays.copyOf(offsets, count + 1),
                ramOffset,
                Arrays.copyOf(halfwords, length / 2),
                epoch,
                heat.getAsInt());
    }

    /** The block's slots, one for each instruction, and a last {@link Op#FALLTHROUGH} where none of them ends it. */
    static long[] unfused(Block block) {
        long[] code = new long[block.offsets.length - 1];
        int length = block.length();
        for (int i = 0; i < code.length; i++) {
            int at = block.offsets[i];
            code[i] = at == length ? fallThrough(length) : pack(block.raw(i), at);
        }
        return code;
    }

    private static long fallThrough(int length) {
        return Op.FALLTHROUGH | (long) length << Slot.IMM_SHIFT;
    }

    private static boolean endsBlock(long slot) {
        int op = (int) slot & Slot.OP_MASK;
        return op == Op.JAL || op == Op.JALR || op >= Op.FIRST_SYSTEM;
    }

    /** {@code at} is the instruction's byte offset from the block's start. */
    public static long pack(int raw, int at) {
        int word = Compressed.isCompressed(raw) ? Compressed.expand(raw) : raw;
        Instruction row = Instruction.decode(word);
        if (row == null) {
            return Op.ILLEGAL | (long) raw << Slot.IMM_SHIFT;
        }
        int op = Op.of(row);
        int rd = Operands.rd(word);
        int imm = switch (row.format()) {
            // The slot has no address of its own: Interpreter adds what does not fit beside the upper 20 bits of auipc.
            case U -> Operands.immU(word) | (row == Instruction.AUIPC ? at : 0);
            case J -> Operands.immJ(word) + at;
            case B -> Operands.immB(word) + at;
            case S, F_STORE -> Operands.immS(word);
            case I, I_LOAD, I_JALR, F_LOAD -> Operands.immI(word);
            case I_SHIFT, I_SHIFT_W -> Operands.shamt(word);
            default -> word;
        };
        boolean floatDestination = op == Op.FLW || op == Op.FLD || (op >= Op.FIRST_FLOAT && op < Op.FIRST_SYSTEM);
        int destination = rd == 0 && !floatDestination ? Slot.SINK : rd;
        return op
                | (long) destination << Slot.RD_SHIFT
                | (long) Operands.rs1(word) << Slot.RS1_SHIFT
                | (long) Operands.rs2(word) << Slot.RS2_SHIFT
                | (long) imm << Slot.IMM_SHIFT;
    }
}

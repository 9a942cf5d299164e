package vesper.hart;

import java.util.ArrayList;
import java.util.List;
import vesper.isa.Operands;
import vesper.isa.Register;

/** The few instructions that {@link TranslatedAttentionTest} needs, one at a time, straight from the manual. */
final class Reference {
    /** The registers that count in a state. */
    static final int[] USED = {1, 18, 19, 20, 21, 22, 23, 24, 25, 27};

    private static final int LOAD = 0x03;
    private static final int OP_IMM = 0x13;
    private static final int STORE = 0x23;
    private static final int OP = 0x33;
    private static final int BRANCH = 0x63;
    private static final int JALR = 0x67;
    private static final int JAL = 0x6f;

    private final Guest guest;
    private final long[] x = new long[32];
    private long pc;

    /** The doubleword at {@code DATA + 8}. */
    private long word;

    Reference(Guest guest, long pc) {
        this.guest = guest;
        this.pc = pc;
    }

    long pc() {
        return pc;
    }

    void set(Register register, long value) {
        x[register.number()] = value;
    }

    List<Long> state() {
        List<Long> state = new ArrayList<>();
        state.add(pc);
        for (int register : USED) {
            state.add(x[register]);
        }
        return state;
    }

    void step() {
        int word = (int) guest.word(pc);
        long a = x[Operands.rs1(word)];
        long b = x[Operands.rs2(word)];
        long imm = word >> 20;
        long next = pc + 4;
        switch (word & 0x7f) {
            case OP_IMM -> write(word, immediate(Operands.funct3(word), a, imm));
            case OP -> write(word, a ^ b);
            case LOAD -> write(word, this.word);
            case STORE -> {
                if (Operands.funct3(word) == 3) {
                    this.word = b;
                }
            }
            case BRANCH -> {
                boolean equal = a == b;
                if (equal == (Operands.funct3(word) == 0)) {
                    next = pc + branchOffset(word);
                }
            }
            case JAL -> {
                write(word, pc + 4);
                next = pc + jumpOffset(word);
            }
            case JALR -> {
                write(word, pc + 4);
                next = (a + imm) & ~1L;
            }
            default -> throw new IllegalArgumentException("not in the program: " + Integer.toHexString(word));
        }
        pc = next;
    }

    private static long immediate(int funct3, long a, long imm) {
        return switch (funct3) {
            case 0 -> a + imm;
            case 1 -> a << imm;
            case 7 -> a & imm;
            default -> throw new IllegalArgumentException("not in the program: funct3 " + funct3);
        };
    }

    private void write(int word, long value) {
        if (Operands.rd(word) != 0) {
            x[Operands.rd(word)] = value;
        }
    }

    private static int branchOffset(int word) {
        return word >> 31 << 12 | (word >>> 7 & 1) << 11 | (word >>> 25 & 0x3f) << 5 | (word >>> 8 & 0xf) << 1;
    }

    private static int jumpOffset(int word) {
        return word >> 31 << 20 | (word >>> 12 & 0xff) << 12 | (word >>> 20 & 1) << 11 | (word >>> 21 & 0x3ff) << 1;
    }
}

package vesper.hart;

import vesper.hart.code.Op;
import vesper.hart.code.Slot;

/**
 * The loop that executes blocks of decoded instructions on the hart's thread.
 *
 * <p>{@link #execute} is one method because HotSpot keeps what it touches in registers only within one: the block, the
 * slot, and the register file's address. It must stay below 8000 bytecodes, or HotSpot won't compile it; a test holds
 * it to that. What is rarer than integer arithmetic and memory is a call away.
 */
final class Interpreter {
    private final Hart hart;
    private final MemoryPort port;
    private final CodeCache code;
    private final Atomics atomics;
    final FloatingPoint floats;
    private final SystemInstructions system;
    private final Translator translator;

    Interpreter(Hart hart, MemoryPort port, CodeCache code, Translator translator) {
        this.hart = hart;
        this.port = port;
        this.code = code;
        this.translator = translator;
        this.atomics = new Atomics(hart, port);
        this.floats = new FloatingPoint(hart, port);
        this.system = new SystemInstructions(hart, port, code);
    }

    private static int field(long slot, int shift) {
        return (int) (slot >>> shift) & Slot.REGISTER_MASK;
    }

    /** Runs from the hart's {@code pc} until something wants the hart's attention. */
    void run() {
        if (translator.runRegions()) {
            return;
        }
        Block block;
        try {
            block = code.lookup(hart.pc);
        } catch (Trap trap) {
            hart.takeTrap(trap);
            return;
        }
        execute(block);
    }

    /**
     * Executes a block and those it leads to. On return the hart's {@code pc} and counts are those of an instruction
     * boundary; a trap has been taken.
     */
    @SuppressWarnings({"IntLongMath", "NarrowCalculation"}) // a word instruction wraps at 32 bits, then sign-extends
    private void execute(Block first) {
        final long[] x = hart.x;
        final int epoch = code.epoch();
        Block block = first;
        long start = hart.pc;
        long retired = 0;
        int i = 0;
        try {
            while (true) {
                final long[] slots = block.code;
                i = 0;
                long slot;
                body:
                while (true) {
                    slot = slots[i];
                    final int op = (int) slot & Slot.OP_MASK;
                    final int rd = field(slot, Slot.RD_SHIFT);
                    final long a = x[field(slot, Slot.RS1_SHIFT)];
                    final long c = x[field(slot, Slot.RS2_SHIFT)];
                    final int imm = (int) (slot >> Slot.IMM_SHIFT);
                    switch (op) {
                        case Op.ADDI -> x[rd] = a + imm;
                        case Op.ADD -> x[rd] = a + c;
                        case Op.LD -> x[rd] = port.load64(a + imm);
                        case Op.SD -> port.store64(a + imm, c);
                        case Op.LW -> x[rd] = port.load32(a + imm);
                        case Op.SW -> port.store32(a + imm, (int) c);
                        case Op.ADDIW -> x[rd] = (int) a + imm;
                        case Op.LUI -> x[rd] = imm;
                        case Op.AUIPC -> x[rd] = start + imm;
                        case Op.LBU -> x[rd] = port.load8(a + imm);
                        case Op.LHU -> x[rd] = port.load16(a + imm);
                        case Op.LWU -> x[rd] = port.load32(a + imm) & 0xffff_ffffL;
                        case Op.LB -> x[rd] = (byte) port.load8(a + imm);
                        case Op.LH -> x[rd] = (short) port.load16(a + imm);
                        case Op.SB -> port.store8(a + imm, (int) c);
                        case Op.SH -> port.store16(a + imm, (int) c);
                        case Op.ANDI -> x[rd] = a & imm;
                        case Op.ORI -> x[rd] = a | imm;
                        case Op.XORI -> x[rd] = a ^ imm;
                        case Op.SLTI -> x[rd] = a < imm ? 1 : 0;
                        case Op.SLTIU -> x[rd] = Long.compareUnsigned(a, imm) < 0 ? 1 : 0;
                        case Op.SLLI -> x[rd] = a << imm;
                        case Op.SRLI -> x[rd] = a >>> imm;
                        case Op.SRAI -> x[rd] = a >> imm;
                        case Op.SUB -> x[rd] = a - c;
                        case Op.AND -> x[rd] = a & c;
                        case Op.OR -> x[rd] = a | c;
                        case Op.XOR -> x[rd] = a ^ c;
                        case Op.SLL -> x[rd] = a << c;
                        case Op.SRL -> x[rd] = a >>> c;
                        case Op.SRA -> x[rd] = a >> c;
                        case Op.SLT -> x[rd] = a < c ? 1 : 0;
                        case Op.SLTU -> x[rd] = Long.compareUnsigned(a, c) < 0 ? 1 : 0;
                        case Op.ADDW -> x[rd] = (int) a + (int) c;
                        case Op.SUBW -> x[rd] = (int) a - (int) c;
                        case Op.SLLIW -> x[rd] = (int) a << imm;
                        case Op.SRLIW -> x[rd] = (int) a >>> imm;
                        case Op.SRAIW -> x[rd] = (int) a >> imm;
                        case Op.SLLW -> x[rd] = (int) a << (int) c;
                        case Op.SRLW -> x[rd] = (int) a >>> (int) c;
                        case Op.SRAW -> x[rd] = (int) a >> (int) c;
                        case Op.MUL -> x[rd] = a * c;
                        case Op.MULW -> x[rd] = (int) a * (int) c;
                        case Op.MULH -> x[rd] = Math.multiplyHigh(a, c);
                        case Op.MULHU -> x[rd] = Math.unsignedMultiplyHigh(a, c);
                        case Op.MULHSU -> x[rd] = Division.multiplyHighSignedUnsigned(a, c);
                        case Op.DIV -> x[rd] = Division.divide(a, c);
                        case Op.DIVW -> x[rd] = Division.divide((int) a, (int) c);
                        case Op.DIVU -> x[rd] = Division.divideUnsigned(a, c);
                        case Op.DIVUW -> x[rd] = Division.divideUnsigned((int) a, (int) c);
                        case Op.REM -> x[rd] = Division.remainder(a, c);
                        case Op.REMW -> x[rd] = Division.remainder((int) a, (int) c);
                        case Op.REMU -> x[rd] = Division.remainderUnsigned(a, c);
                        case Op.REMUW -> x[rd] = Division.remainderUnsigned((int) a, (int) c);
                        case Op.FLD -> floats.load64(rd, a + imm);
                        case Op.FSD -> floats.store64(field(slot, Slot.RS2_SHIFT), a + imm);
                        case Op.FLW -> floats.load32(rd, a + imm);
                        case Op.FSW -> floats.store32(field(slot, Slot.RS2_SHIFT), a + imm);
                        case Op.FENCE -> port.fence(imm >>> 24 & 15, imm >>> 20 & 15);
                        case Op.BEQ -> {
                            if (a == c) {
                                break body;
                            }
                        }
                        case Op.BNE -> {
                            if (a != c) {
                                break body;
                            }
                        }
                        case Op.BLT -> {
                            if (a < c) {
                                break body;
                            }
                        }
                        case Op.BGE -> {
                            if (a >= c) {
                                break body;
                            }
                        }
                        case Op.BLTU -> {
                            if (Long.compareUnsigned(a, c) < 0) {
                                break body;
                            }
                        }
                        case Op.BGEU -> {
                            if (Long.compareUnsigned(a, c) >= 0) {
                                break body;
                            }
                        }
                        case Op.JAL -> {
                            x[rd] = block.address(start, i + 1);
                            break body;
                        }
                        case Op.FALLTHROUGH -> {
                            retired--;
                            break body;
                        }
                        case Op.JALR -> {
                            long target = (a + imm) & ~1L;
                            x[rd] = block.address(start, i + 1);
                            retired += i + 1;
                            Block next = hart.needsAttention() ? null : code.jump(target);
                            if (next == null) {
                                leave(target, retired);
                                return;
                            }
                            if (block.lastJump != target) {
                                block.rememberJump(target);
                            }
                            if (--next.heat < 0 && hot(next, target)) {
                                leave(target, retired);
                                return;
                            }
                            block = next;
                            start = target;
                            i = -1;
                            break body;
                        }
                        default -> {
                            if (op >= Op.FIRST_SYSTEM) {
                                hart.instret += retired + i;
                                hart.pc = block.address(start, i);
                                boolean goOn = system.execute(op, slot, block.address(start, i + 1));
                                retired = 0;
                                long target = hart.pc;
                                Block next = goOn && !hart.needsAttention() ? code.jump(target) : null;
                                if (next == null || (--next.heat < 0 && hot(next, target))) {
                                    return;
                                }
                                block = next;
                                start = target;
                                i = -1;
                                break body;
                            }
                            rare(op, slot, a, c);
                        }
                    }
                    i++;
                }
                if (i < 0) {
                    continue;
                }
                retired += i + 1;
                long target = start + (slot >> Slot.IMM_SHIFT);
                Block next = block.links[i];
                if (next == null || next.epoch != epoch) {
                    next = code.follow(block, i, start, target);
                }
                if (next == null || hart.needsAttention()) {
                    leave(target, retired);
                    return;
                }
                if (--next.heat < 0 && hot(next, target)) {
                    leave(target, retired);
                    return;
                }
                block = next;
                start = target;
            }
        } catch (Trap trap) {
            hart.instret += retired + i;
            hart.pc = block.address(start, i);
            if (trap.cause == Cause.ILLEGAL_INSTRUCTION) {
                trap.tval = block.raw(i) & 0xffff_ffffL;
            }
            hart.takeTrap(trap);
        } catch (Throwable failure) { // ours, not the guest's: the report shall name the instruction
            hart.pc = block.address(start, Math.max(i, 0));
            throw failure;
        }
    }

    /** A block at {@code pc} that was entered often is about to be entered; {@return whether to leave the loop there} */
    private boolean hot(Block block, long pc) {
        return translator.hot(block, pc);
    }

    private void leave(long pc, long retired) {
        hart.pc = pc;
        hart.instret += retired;
    }

    private void rare(int op, long slot, long a, long c) {
        if (op >= Op.FIRST_FLOAT) {
            floats.execute(op, (int) (slot >> Slot.IMM_SHIFT), a);
        } else if (op >= Op.FIRST_ATOMIC) {
            atomics.execute(op, slot, a, c);
        } else {
            hart.x[field(slot, Slot.RD_SHIFT)] = BitManipulation.execute(op, a, c, (int) (slot >> Slot.IMM_SHIFT));
        }
    }
}

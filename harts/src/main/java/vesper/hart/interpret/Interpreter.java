package vesper.hart.interpret;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.bus.DirectPages;
import vesper.bus.PhysicalMemory;
import vesper.hart.code.Cell;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;
import vesper.hart.execute.Atomics;
import vesper.hart.execute.BitManipulation;
import vesper.hart.execute.Division;
import vesper.hart.execute.FloatingPoint;
import vesper.hart.execute.SystemInstructions;
import vesper.hart.execute.TrapUnit;
import vesper.hart.fetch.Block;
import vesper.hart.fetch.CodeCache;
import vesper.hart.memory.DirectPort;
import vesper.hart.state.Attention;
import vesper.hart.state.Cause;
import vesper.hart.state.HartState;
import vesper.hart.state.Trap;
import vesper.hart.translate.Translator;

/**
 * The loop that executes blocks of decoded instructions on the hart's thread.
 *
 * <p>What C2 makes of {@link #execute} decides how fast it is, and four things decide that:
 *
 * <ul>
 *   <li>It is one method of less than 8000 bytecodes, or HotSpot won't compile it; a test holds it to that.
 *   <li>Nothing in its loops is a call: around a call C2 keeps every value in memory. What is rare returns to
 *       {@link #run} with where it stands in fields, is done there, and comes back in.
 *   <li>Each case reads its own operands from the {@link Cell}. Read once before the switch they would be the same for
 *       all, and C2 would then compute there whatever any two cases have in common.
 *   <li>What a case and a jump both need is read from the cell too, rather than computed from the cell's place: see
 *       {@link Cell#count}.
 * </ul>
 */
public final class Interpreter {
    // what is to be done where execute returned
    private static final int LEAVE = 0;
    private static final int ASSIST = 1;
    private static final int FOLLOW = 2;
    private static final int ENTER = 3;

    /** No {@code jalr}: its targets are even. */
    private static final long NONE = 1;

    /** A {@code jalr} to a block is remembered at every 64th count of its heat: often enough to see each target. */
    private static final int SAMPLE = 63;

    private static final int PAGE_SIZE = PhysicalMemory.PAGE_SIZE;

    @SuppressWarnings("StaticAssignmentOfThrowable") // it tells nothing but that it was thrown, and has no stack trace
    private static final Miss MISS = new Miss();

    private final HartState state;
    private final DirectPort port;
    private final CodeCache code;
    private final Attention attention;
    private final TrapUnit traps;
    private final Atomics atomics;
    private final FloatingPoint floats;
    private final SystemInstructions system;
    private final Translator translator;

    // owned by the hart thread: where execute stands when it returns, and where it shall begin
    private @Nullable Block block;
    private long start;
    private int index;

    /** The block whose {@code jalr} led to {@link #block}, if it shall be remembered. */
    private @Nullable Block jumpedFrom;

    public Interpreter(
            HartState state,
            DirectPort port,
            CodeCache code,
            TrapUnit traps,
            FloatingPoint floats,
            SystemInstructions system,
            Translator translator) {
        this.state = state;
        this.attention = state.attention;
        this.port = port;
        this.code = code;
        this.translator = translator;
        this.traps = traps;
        this.atomics = new Atomics(state, port);
        this.floats = floats;
        this.system = system;
    }

    /** Raised by an access that misses the TLB, within one compiled method: C2 makes a jump of it. */
    private static final class Miss extends RuntimeException implements DirectPages.Misses {
        private static final long serialVersionUID = 1;

        Miss() {
            super(null, null, false, false);
        }

        @Override
        public long loadMissed(long vaddr, int width) {
            throw MISS;
        }

        @Override
        public void storeMissed(long vaddr, long value, int width) {
            throw MISS;
        }
    }

    /** Runs from the hart's {@code pc} until something wants the hart's attention. */
    public void run() {
        int heat = translator.runRegions();
        if (heat == Translator.ATTEND) {
            return;
        }
        Block first;
        try {
            first = code.lookup(state.pc);
        } catch (Trap trap) {
            traps.take(trap);
            return;
        }
        if (heat > 0) {
            first.heat -= heat;
            if (first.heat < 0 && translator.hot(first, state.pc)) {
                return;
            }
        }
        begin(first);
        executeOn();
    }

    /**
     * Executes the instruction at the hart's {@code pc}, or takes the trap that comes of it. Afterwards something wants the
     * hart's attention.
     */
    public void step() {
        attention.raise();
        code.fence(); // so that no block leads to another one
        try {
            begin(code.single(state.pc));
        } catch (Trap trap) {
            traps.take(trap);
            return;
        }
        executeOn();
    }

    private void executeOn() {
        boolean goesOn = true;
        while (goesOn) {
            Block next = Objects.requireNonNull(block);
            goesOn = switch (execute(next, start, index)) {
                case ASSIST -> assist();
                case FOLLOW -> follow();
                case ENTER -> enter();
                default -> false;
            };
        }
    }

    /** The block at the hart's {@code pc} is the next to execute. */
    private void begin(Block next) {
        block = next;
        start = state.pc;
        index = 0;
    }

    /**
     * Executes a block from a cell on, and those it leads to. On return the hart's {@code pc} and counts are those of an
     * instruction boundary.
     *
     * @return what is to be done there
     */
    @SuppressWarnings({"IntLongMath", "NarrowCalculation"}) // a word instruction wraps at 32 bits, then sign-extends
    private int execute(Block firstBlock, long firstStart, int firstIndex) {
        final long[] x = state.x;
        final DirectPort port = this.port;
        final long[] loads = port.loads();
        final long[] stores = port.stores();
        final Attention attention = this.attention;
        final int epoch = code.epoch();
        final boolean counting = state.countsAccesses;
        if (counting) {
            state.stats.accesses -= firstBlock.accesses[firstIndex];
        }
        Block block = firstBlock;
        long start = firstStart;
        long retired = -firstIndex;
        long p = Cell.at(firstIndex);
        long jump = NONE;
        try {
            while (true) {
                final long[] s = Objects.requireNonNull(block.cells); // the check keeps C2 from making one loop of two
                body:
                while (true) {
                    switch (Cell.op(s, p)) {
                        case Op.ADDI -> set(x, s, p, a(x, s, p) + imm(s, p));
                        case Op.ADD -> set(x, s, p, a(x, s, p) + c(x, s, p));
                        case Op.LD -> set(x, s, p, DirectPages.load64(loads, a(x, s, p) + imm(s, p), MISS));
                        case Op.SD -> DirectPages.store64(stores, a(x, s, p) + imm(s, p), c(x, s, p), MISS);
                        case Op.LW -> set(x, s, p, DirectPages.load32(loads, a(x, s, p) + imm(s, p), MISS));
                        case Op.SW -> DirectPages.store32(stores, a(x, s, p) + imm(s, p), (int) c(x, s, p), MISS);
                        case Op.ADDIW -> set(x, s, p, (int) a(x, s, p) + imm(s, p));
                        case Op.LUI -> set(x, s, p, imm(s, p));
                        case Op.AUIPC -> set(x, s, p, start + imm(s, p));
                        case Op.LBU -> set(x, s, p, DirectPages.load8(loads, a(x, s, p) + imm(s, p), MISS));
                        case Op.LHU -> set(x, s, p, DirectPages.load16(loads, a(x, s, p) + imm(s, p), MISS));
                        case Op.LWU ->
                            set(x, s, p, DirectPages.load32(loads, a(x, s, p) + imm(s, p), MISS) & 0xffff_ffffL);
                        case Op.LB -> set(x, s, p, (byte) DirectPages.load8(loads, a(x, s, p) + imm(s, p), MISS));
                        case Op.LH -> set(x, s, p, (short) DirectPages.load16(loads, a(x, s, p) + imm(s, p), MISS));
                        case Op.SB -> DirectPages.store8(stores, a(x, s, p) + imm(s, p), (int) c(x, s, p), MISS);
                        case Op.SH -> DirectPages.store16(stores, a(x, s, p) + imm(s, p), (int) c(x, s, p), MISS);
                        case Op.ANDI -> set(x, s, p, a(x, s, p) & imm(s, p));
                        case Op.ORI -> set(x, s, p, a(x, s, p) | imm(s, p));
                        case Op.XORI -> set(x, s, p, a(x, s, p) ^ imm(s, p));
                        case Op.SLTI -> set(x, s, p, a(x, s, p) < imm(s, p) ? 1 : 0);
                        case Op.SLTIU -> set(x, s, p, Long.compareUnsigned(a(x, s, p), imm(s, p)) < 0 ? 1 : 0);
                        case Op.SLLI -> set(x, s, p, a(x, s, p) << imm(s, p));
                        case Op.SRLI -> set(x, s, p, a(x, s, p) >>> imm(s, p));
                        case Op.SRAI -> set(x, s, p, a(x, s, p) >> imm(s, p));
                        case Op.SUB -> set(x, s, p, a(x, s, p) - c(x, s, p));
                        case Op.AND -> set(x, s, p, a(x, s, p) & c(x, s, p));
                        case Op.OR -> set(x, s, p, a(x, s, p) | c(x, s, p));
                        case Op.XOR -> set(x, s, p, a(x, s, p) ^ c(x, s, p));
                        case Op.SLL -> set(x, s, p, a(x, s, p) << c(x, s, p));
                        case Op.SRL -> set(x, s, p, a(x, s, p) >>> c(x, s, p));
                        case Op.SRA -> set(x, s, p, a(x, s, p) >> c(x, s, p));
                        case Op.SLT -> set(x, s, p, a(x, s, p) < c(x, s, p) ? 1 : 0);
                        case Op.SLTU -> set(x, s, p, Long.compareUnsigned(a(x, s, p), c(x, s, p)) < 0 ? 1 : 0);
                        case Op.ADDW -> set(x, s, p, (int) a(x, s, p) + (int) c(x, s, p));
                        case Op.SUBW -> set(x, s, p, (int) a(x, s, p) - (int) c(x, s, p));
                        case Op.SLLIW -> set(x, s, p, (int) a(x, s, p) << imm(s, p));
                        case Op.SRLIW -> set(x, s, p, (int) a(x, s, p) >>> imm(s, p));
                        case Op.SRAIW -> set(x, s, p, (int) a(x, s, p) >> imm(s, p));
                        case Op.SLLW -> set(x, s, p, (int) a(x, s, p) << (int) c(x, s, p));
                        case Op.SRLW -> set(x, s, p, (int) a(x, s, p) >>> (int) c(x, s, p));
                        case Op.SRAW -> set(x, s, p, (int) a(x, s, p) >> (int) c(x, s, p));
                        case Op.MUL -> set(x, s, p, a(x, s, p) * c(x, s, p));
                        case Op.MULW -> set(x, s, p, (int) a(x, s, p) * (int) c(x, s, p));
                        case Op.MULH -> set(x, s, p, Math.multiplyHigh(a(x, s, p), c(x, s, p)));
                        case Op.MULHU -> set(x, s, p, Math.unsignedMultiplyHigh(a(x, s, p), c(x, s, p)));
                        case Op.MULHSU -> set(x, s, p, Division.multiplyHighSignedUnsigned(a(x, s, p), c(x, s, p)));
                        case Op.DIV -> set(x, s, p, Division.divide(a(x, s, p), c(x, s, p)));
                        case Op.DIVW -> set(x, s, p, Division.divide((int) a(x, s, p), (int) c(x, s, p)));
                        case Op.DIVU -> set(x, s, p, Division.divideUnsigned(a(x, s, p), c(x, s, p)));
                        case Op.DIVUW -> set(x, s, p, Division.divideUnsigned((int) a(x, s, p), (int) c(x, s, p)));
                        case Op.REM -> set(x, s, p, Division.remainder(a(x, s, p), c(x, s, p)));
                        case Op.REMW -> set(x, s, p, Division.remainder((int) a(x, s, p), (int) c(x, s, p)));
                        case Op.REMU -> set(x, s, p, Division.remainderUnsigned(a(x, s, p), c(x, s, p)));
                        case Op.REMUW -> set(x, s, p, Division.remainderUnsigned((int) a(x, s, p), (int) c(x, s, p)));
                        case Op.FENCE -> port.fence(imm(s, p) >>> 24 & 15, imm(s, p) >>> 20 & 15);
                        case Op.BEQ -> {
                            if (a(x, s, p) == c(x, s, p)) {
                                break body;
                            }
                        }
                        case Op.BNE -> {
                            if (a(x, s, p) != c(x, s, p)) {
                                break body;
                            }
                        }
                        case Op.BLT -> {
                            if (a(x, s, p) < c(x, s, p)) {
                                break body;
                            }
                        }
                        case Op.BGE -> {
                            if (a(x, s, p) >= c(x, s, p)) {
                                break body;
                            }
                        }
                        case Op.BLTU -> {
                            if (Long.compareUnsigned(a(x, s, p), c(x, s, p)) < 0) {
                                break body;
                            }
                        }
                        case Op.BGEU -> {
                            if (Long.compareUnsigned(a(x, s, p), c(x, s, p)) >= 0) {
                                break body;
                            }
                        }
                        case Op.JAL -> {
                            Cell.setRegister(x, Cell.rs1(s, p), start + Cell.next(s, p));
                            break body;
                        }
                        case Op.FALLTHROUGH -> {
                            retired--; // it is no instruction, and counted as one to have a link of its own
                            break body;
                        }
                        case Op.JALR -> {
                            jump = (a(x, s, p) + Cell.jumpOffset(s, p)) & ~1L;
                            set(x, s, p, start + Cell.next(s, p));
                            retired += Cell.jumpCount(s, p);
                            break body;
                        }
                        default -> {
                            return assistAt(block, start, p, retired);
                        }
                    }
                    p += Cell.SIZE;
                }
                Block next = block;
                if (jump == NONE) {
                    int offset = imm(s, p);
                    int count = Cell.count(s, p);
                    retired += count;
                    if (counting) {
                        state.stats.accesses += block.accesses[count];
                    }
                    if (offset != 0) {
                        next = block.links[count];
                        if (next == null || next.epoch != epoch) {
                            boolean samePage = ((start ^ (start + offset)) & -PAGE_SIZE) == 0;
                            next = samePage ? null : code.jump(start + offset);
                            if (next == null) {
                                return followFrom(block, start, count, offset, retired);
                            }
                        }
                        start += offset;
                        if (offset > 0 && Cell.op(s, p) != Op.JAL) { // neither a loop nor a call
                            block = next;
                            p = Cell.FIRST;
                            continue;
                        }
                    }
                } else {
                    if (counting) {
                        state.stats.accesses += block.accesses[Cell.jumpCount(s, p)];
                    }
                    start = jump;
                    jump = NONE;
                    next = code.jump(start);
                    if (next == null) {
                        return leave(start, retired);
                    }
                    if ((next.heat & SAMPLE) == 0 && block.lastJump != start) {
                        next.heat--;
                        return enterFrom(block, next, start, retired);
                    }
                }
                if (attention.isRaisedOpaque()) {
                    return leave(start, retired);
                }
                if (--next.heat < 0) {
                    return enterFrom(null, next, start, retired);
                }
                block = next;
                p = Cell.FIRST;
            }
        } catch (Miss miss) {
            return assistAt(block, start, p, retired);
        } catch (Throwable failure) { // ours, not the guest's: the report shall name the instruction
            state.pc = block.address(start, Cell.index(p));
            throw failure;
        }
    }

    private int leave(long pc, long retired) {
        state.pc = pc;
        state.instret += retired;
        return LEAVE;
    }

    /** The instruction at {@code p} is none for the loop. */
    private int assistAt(Block block, long start, long p, long retired) {
        this.block = block;
        this.start = start;
        index = Cell.index(p);
        if (state.countsAccesses) {
            state.stats.accesses += block.accesses[index];
        }
        leave(block.address(start, index), retired + index);
        return ASSIST;
    }

    /** It is not known yet where the branch in the last of {@code count} cells leads. */
    private int followFrom(Block block, long start, int count, int offset, long retired) {
        this.block = block;
        this.start = start;
        index = count;
        leave(start + offset, retired);
        return FOLLOW;
    }

    private int enterFrom(@Nullable Block from, Block next, long pc, long retired) {
        jumpedFrom = from;
        block = next;
        leave(pc, retired);
        return ENTER;
    }

    /** {@return whether to execute on} */
    private boolean follow() {
        Block next = code.follow(Objects.requireNonNull(block), index, start, state.pc);
        if (next == null || attention.isRaisedOpaque()) {
            return false;
        }
        begin(next);
        return --next.heat >= 0 || !translator.hot(next, state.pc);
    }

    /** A block of which something is to be noted, or that is hot; {@return whether to execute on} */
    private boolean enter() {
        Block next = Objects.requireNonNull(block);
        if (jumpedFrom != null) {
            jumpedFrom.rememberJump(state.pc);
        }
        if (attention.isRaisedOpaque()) {
            return false;
        }
        begin(next);
        return next.heat >= 0 || !translator.hot(next, state.pc);
    }

    /** Executes the instruction at {@link #index} by a call; {@return whether to execute on behind it} */
    private boolean assist() {
        Block block = Objects.requireNonNull(this.block);
        long slot = block.code[index];
        int op = Slot.op(slot);
        if (op >= Op.FIRST_SYSTEM) {
            if (!system.execute(op, slot, block.address(start, index + 1)) || attention.isRaisedOpaque()) {
                return false;
            }
            Block next = code.jump(state.pc);
            if (next == null) {
                return false;
            }
            begin(next);
            return --next.heat >= 0 || !translator.hot(next, state.pc);
        }
        if (state.countsAccesses && Ops.isAccess(op)) {
            state.stats.accesses++;
        }
        try {
            rare(op, slot);
        } catch (Trap trap) {
            if (trap.cause == Cause.ILLEGAL_INSTRUCTION) {
                trap.tval = block.raw(index) & 0xffff_ffffL;
            }
            traps.take(trap);
            return false;
        }
        state.instret++;
        index++;
        return true;
    }

    private void rare(int op, long slot) {
        final long[] x = state.x;
        long a = x[Slot.rs1(slot)];
        long c = x[Slot.rs2(slot)];
        if (op >= Op.FIRST_FLOAT) {
            floats.execute(op, Slot.imm(slot), a);
        } else if (op >= Op.FIRST_ATOMIC) {
            atomics.execute(op, slot, a, c);
        } else if (op >= Op.FIRST_BIT_MANIPULATION) {
            x[Slot.rd(slot)] = BitManipulation.execute(Op.row(op), a, c, Slot.imm(slot));
        } else {
            access(op, slot, a + Slot.imm(slot), c);
        }
    }

    /** A load or store that missed the TLB, or one of F and D. */
    private void access(int op, long slot, long vaddr, long value) {
        final long[] x = state.x;
        int rd = Slot.rd(slot);
        switch (op) {
            case Op.LB -> x[rd] = (byte) port.load8(vaddr);
            case Op.LH -> x[rd] = (short) port.load16(vaddr);
            case Op.LW -> x[rd] = port.load32(vaddr);
            case Op.LD -> x[rd] = port.load64(vaddr);
            case Op.LBU -> x[rd] = port.load8(vaddr);
            case Op.LHU -> x[rd] = port.load16(vaddr);
            case Op.LWU -> x[rd] = port.load32(vaddr) & 0xffff_ffffL;
            case Op.SB -> port.store8(vaddr, (int) value);
            case Op.SH -> port.store16(vaddr, (int) value);
            case Op.SW -> port.store32(vaddr, (int) value);
            case Op.SD -> port.store64(vaddr, value);
            case Op.FLW -> floats.load32(rd, vaddr);
            case Op.FLD -> floats.load64(rd, vaddr);
            case Op.FSW -> floats.store32(Slot.rs2(slot), vaddr);
            case Op.FSD -> floats.store64(Slot.rs2(slot), vaddr);
            default -> throw new IllegalArgumentException("not an access: op " + op);
        }
    }

    /** The value of rs1. */
    private static long a(long[] x, long[] cells, long at) {
        return Cell.register(x, Cell.rs1(cells, at));
    }

    /** The value of rs2. */
    private static long c(long[] x, long[] cells, long at) {
        return Cell.register(x, Cell.rs2(cells, at));
    }

    private static int imm(long[] cells, long at) {
        return Cell.imm(cells, at);
    }

    /** Writes rd. */
    private static void set(long[] x, long[] cells, long at, long value) {
        Cell.setRegister(x, Cell.rd(cells, at), value);
    }
}

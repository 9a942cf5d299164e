package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;
import vesper.hart.state.RegionExit;

/** What the kinds of instructions share when they write bytecode: registers, constants, and ways out. */
final class Writer {
    final CodeBuilder code;
    final Shape shape;
    final Locals locals;
    final Words words = new Words();
    final Label exit;
    final List<Integer> stepOffsets = new ArrayList<>();
    final List<Integer> stepsBefore = new ArrayList<>();
    final List<Integer> accessesBefore = new ArrayList<>();
    private final boolean counting;
    private final Map<Integer, Label> labels = new HashMap<>();
    private final List<Runnable> stubs = new ArrayList<>();

    /** Places in the unit whose address has been looked up: the local variable that holds the way. */
    final Map<Integer, Integer> ways = new HashMap<>();

    /** The current step's place in its unit. */
    int place;

    /** Instructions of the current basic block before the current one. */
    int before;

    /** Those of them that load or store. */
    int accesses;

    /** {@code counting}: the hart's loads and stores. */
    Writer(CodeBuilder code, Shape shape, boolean counting) {
        this.code = code;
        this.shape = shape;
        this.counting = counting;
        this.locals = new Locals(shape);
        this.exit = code.newLabel();
    }

    /** Pushes {@code x<register>}. */
    void pushX(int register) {
        if (register == 0) {
            code.lconst_0();
        } else {
            code.lload(locals.x(register));
        }
    }

    /** Pushes the low word of {@code x<register>} as an int. */
    void pushIntX(int register) {
        if (register == 0) {
            code.iconst_0();
        } else if (words.isWord(register)) {
            code.iload(locals.word(register));
        } else {
            code.lload(locals.x(register)).l2i();
        }
    }

    /** Pops an int into {@code x<register>}, sign-extended. */
    void popIntX(int register) {
        if (register == Slot.SINK) {
            code.pop();
        } else {
            code.dup().istore(locals.word(register)).i2l().lstore(locals.x(register));
            words.set(register);
        }
    }

    /** Pops a long into {@code x<register>}; what goes to the sink is dropped. */
    void popX(int register) {
        if (register == Slot.SINK) {
            code.pop2();
        } else {
            code.lstore(locals.x(register));
            words.unset(register);
        }
    }

    /** Pushes {@code x<register> + imm}. */
    void pushSum(int register, int imm) {
        if (register == 0) {
            code.loadConstant((long) imm);
            return;
        }
        pushX(register);
        if (imm != 0) {
            code.loadConstant((long) imm).ladd();
        }
    }

    /** Pushes the virtual address that lies at this offset from the region's base. */
    void pushAddress(long offset) {
        code.lload(Locals.BASE).loadConstant(offset).ladd();
    }

    void pushF(int register) {
        code.lload(locals.f(register));
    }

    void popF(int register) {
        code.lstore(locals.f(register)).iconst_1().istore(Locals.FLOATS_WRITTEN);
    }

    /** Says which step it is that leaves the region from here on, by a trap or because it needs the interpreter. */
    void mayLeave(Step step) {
        code.loadConstant(stepOffsets.size()).istore(Locals.STEP);
        stepOffsets.add(step.offset());
        stepsBefore.add(before);
        accessesBefore.add(Ops.isAtomic(step.op()) ? accesses + 1 : accesses); // the interpreter does others once more
    }

    /** Counts the block's instructions as retired, and those that load or store as begun. */
    void retire(int count) {
        add(count, Locals.RETIRED);
        if (counting && accesses > 0) {
            add(accesses, Locals.ACCESSES);
        }
    }

    private void add(int count, int local) {
        code.lload(local).loadConstant((long) count).ladd().lstore(local);
    }

    /** Leaves the region at an offset. */
    void leaveAt(int offset, long exit) {
        pushAddress(offset);
        leave(exit);
    }

    /** Leaves the region for an instruction that is not in it; a system instruction goes with it, ready to be executed. */
    void leaveFor(int offset) {
        Step system = shape.system(offset);
        if (system == null) {
            leaveAt(offset, RegionExit.END.exit());
            return;
        }
        leaveAt(offset, Ops.isSystem(system.op()) ? exitFor(system) : RegionExit.SYSTEM.exit());
    }

    /** As {@code RegionHart} says. */
    private static long exitFor(Step system) {
        long rd = (long) Slot.REGISTER_MASK << Slot.RD_SHIFT;
        return Slot.withLength(system.slot() & ~rd, system.length()) | RegionExit.SYSTEM.exit();
    }

    /** Leaves the region at the pc on the stack. */
    void leave(long exit) {
        code.lstore(Locals.NEXT).loadConstant(exit).lstore(Locals.EXIT).goto_(this.exit);
    }

    /** Jumps to {@code out} if something wants the hart's attention. */
    void poll(Label out) {
        code.aload(Locals.ATTENTION)
                .getfield(Names.ATTENTION, "raised", CD_boolean)
                .ifne(out);
    }

    /** Writes this behind everything else. */
    void later(Runnable stub) {
        stubs.add(stub);
    }

    void writeStubs() {
        while (!stubs.isEmpty()) {
            List<Runnable> ready = new ArrayList<>(stubs);
            stubs.clear();
            ready.forEach(Runnable::run);
        }
    }

    /** The hart's registers into local variables. */
    void loadRegisters() {
        for (int register : shape.usedX) {
            code.aload(Locals.X).loadConstant(register).laload().lstore(locals.x(register));
        }
        for (int register : shape.usedF) {
            code.aload(Locals.F).loadConstant(register).laload().lstore(locals.f(register));
        }
    }

    /** And back. */
    void storeRegisters() {
        for (int register : shape.writtenX) {
            code.aload(Locals.X)
                    .loadConstant(register)
                    .lload(locals.x(register))
                    .lastore();
        }
        for (int register : shape.writtenF) {
            code.aload(Locals.F)
                    .loadConstant(register)
                    .lload(locals.f(register))
                    .lastore();
        }
        if (!shape.usedF.isEmpty()) {
            code.aload(Locals.HART)
                    .iload(Locals.FLOATS_WRITTEN)
                    .iload(Locals.FLAGS_AT_ENTRY)
                    .invokestatic(Names.SUPPORT, "floatsLeft", MethodTypeDesc.of(CD_void, Names.HART, CD_int, CD_int));
        }
    }

    /** The label at a leader. */
    Label labelOf(int offset) {
        return labels.computeIfAbsent(offset, at -> code.newLabel());
    }
}

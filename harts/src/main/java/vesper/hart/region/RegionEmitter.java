package vesper.hart.region;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.hart.code.Op;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;

/**
 * Makes a class of a plan: one method {@code run(hart, entry, base)}, in which guest registers are local variables.
 *
 * <pre>
 *   keep all branches; load registers; switch (entry)
 *   units ...                           each basic block counts its instructions before it ends
 *   exit:     store registers and the pc to go on at; return why
 *   on Trap:  store registers; take the trap at the step that raised it
 *   on NoWay: store registers and the pc of the step, which the interpreter shall execute
 *   on any other failure, which is the machine's: say where it was
 * </pre>
 */
public final class RegionEmitter {
    /** HotSpot compiles no method that is longer. */
    public static final int MAX_CODE_LENGTH = 8000;

    /** Bytecodes that an instruction comes to, on average. */
    private static final int STEP_WEIGHT = 16;

    /** What is done for the speed of code, at the price of its length. */
    private enum Effort {
        SHARING_AND_UNROLLING,
        SHARING,
        NONE
    }

    private static final MethodTypeDesc ADD = MethodTypeDesc.of(CD_void, CD_long);
    private static final MethodTypeDesc ADD_BEFORE = MethodTypeDesc.of(CD_void, Names.REGION, CD_int, CD_long);

    private static final MethodTypeDesc LEAVE = MethodTypeDesc.of(CD_long, CD_long, CD_long, CD_long);
    private static final MethodTypeDesc TRAPPED =
            MethodTypeDesc.of(CD_long, Names.REGION, Names.TRAP, CD_int, CD_long, CD_long);

    private static final MethodTypeDesc MISSED = MethodTypeDesc.of(CD_long, Names.REGION, CD_int, CD_long, CD_long);
    private static final MethodTypeDesc FAILED = MethodTypeDesc.of(CD_void, Names.REGION, CD_int, CD_long);

    private final RegionPlan plan;
    private final Shape shape;
    private final Effort effort;
    private final boolean counting;
    private @Nullable Writer writer;

    private RegionEmitter(RegionPlan plan, Effort effort, boolean counting) {
        this.plan = plan;
        this.effort = effort;
        this.counting = counting;
        this.shape = new Shape(plan);
    }

    /**
     * Emits the plan, or as much of its beginning as one method that HotSpot compiles well can hold.
     *
     * @param counting whether it counts loads, stores and atomics for the hart
     */
    public static RegionClass emit(RegionPlan plan, boolean counting) {
        RegionPlan tried = plan;
        while (true) {
            int length = 0;
            for (Effort effort : Effort.values()) {
                RegionClass made = new RegionEmitter(tried, effort, counting).make();
                length = made.codeLength();
                if (length < MAX_CODE_LENGTH) {
                    return made;
                }
            }
            tried = tried.first((int) (tried.steps().size() * 0.9 * MAX_CODE_LENGTH / length));
        }
    }

    /** Where control may come into the plan's region. */
    public static Collection<Integer> entries(RegionPlan plan) {
        return new Shape(plan).entries;
    }

    /** Whether a region can hold the instruction; at any other the region ends, and the interpreter goes on. */
    public static boolean canHold(long slot) {
        int op = Slot.op(slot);
        if (CsrCode.isPlain(slot)) {
            return true;
        }
        if (op >= Op.FIRST_SYSTEM || op == Op.FALLTHROUGH || op == Op.AMOCAS_Q) {
            return false;
        }
        return op < Op.FIRST_FLOAT || FloatCode.hasLegalRounding(Slot.imm(slot));
    }

    /** Whether one region can probably hold all of it. */
    public static boolean isLikelyToFit(Collection<Step> steps) {
        return STEP_WEIGHT * steps.size() < MAX_CODE_LENGTH;
    }

    private RegionClass make() {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of(Names.TRANSLATE_PACKAGE, "Translated"),
                        type -> type.withSuperclass(Names.REGION)
                                .withFlags(ACC_FINAL)
                                .withMethodBody(
                                        INIT_NAME,
                                        MTD_void,
                                        0,
                                        code -> code.aload(0)
                                                .invokespecial(Names.REGION, INIT_NAME, MTD_void)
                                                .return_())
                                .withMethodBody("run", Names.RUN, ACC_FINAL, this::body));
        Writer w = written();
        if (w.stepOffsets.isEmpty()) {
            w.stepOffsets.add(plan.root());
            w.stepsBefore.add(0);
            w.accessesBefore.add(0);
        }
        return new RegionClass(
                bytes,
                codeLength(bytes),
                toInts(shape.entries),
                toInts(w.stepOffsets),
                toInts(w.stepsBefore),
                toInts(w.accessesBefore),
                !shape.usedF.isEmpty());
    }

    private Writer written() {
        Writer w = writer;
        if (w == null) {
            throw new IllegalStateException("no code was written");
        }
        return w;
    }

    private static int codeLength(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .filter(method -> method.methodName().equalsString("run"))
                .map(method -> (CodeAttribute) method.code().orElseThrow())
                .findFirst()
                .orElseThrow()
                .codeLength();
    }

    private static int[] toInts(Iterable<Integer> values) {
        List<Integer> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private void body(CodeBuilder code) {
        Writer w = new Writer(code, shape, counting);
        writer = w;
        prologue(w);
        Label start = code.newBoundLabel();
        enter(w);
        units(w);
        w.writeStubs();
        Label end = code.newBoundLabel();
        code.labelBinding(w.exit);
        w.storeRegisters();
        if (counting) {
            code.aload(Locals.HART).lload(Locals.ACCESSES).invokevirtual(Names.HART, "addAccesses", ADD);
        }
        code.aload(Locals.HART)
                .lload(Locals.NEXT)
                .lload(Locals.RETIRED)
                .lload(Locals.EXIT)
                .invokevirtual(Names.HART, "leave", LEAVE)
                .lreturn();
        Label handler = code.newBoundLabel();
        code.astore(Locals.TRAP);
        w.storeRegisters();
        addBefore(code);
        code.aload(Locals.HART)
                .aload(0)
                .aload(Locals.TRAP)
                .iload(Locals.STEP)
                .lload(Locals.BASE)
                .lload(Locals.RETIRED)
                .invokevirtual(Names.HART, "trapped", TRAPPED)
                .lreturn();
        Label missed = code.newBoundLabel();
        code.pop();
        w.storeRegisters();
        addBefore(code);
        code.aload(Locals.HART)
                .aload(0)
                .iload(Locals.STEP)
                .lload(Locals.BASE)
                .lload(Locals.RETIRED)
                .invokevirtual(Names.HART, "missed", MISSED)
                .lreturn();
        Label failure = code.newBoundLabel();
        code.aload(Locals.HART)
                .aload(0)
                .iload(Locals.STEP)
                .lload(Locals.BASE)
                .invokevirtual(Names.HART, "failed", FAILED)
                .athrow();
        code.exceptionCatch(start, end, handler, Names.TRAP);
        code.exceptionCatch(start, end, missed, Names.NO_WAY);
        code.exceptionCatchAll(start, end, failure);
    }

    private void addBefore(CodeBuilder code) {
        if (counting) {
            code.aload(Locals.HART)
                    .aload(0)
                    .iload(Locals.STEP)
                    .lload(Locals.ACCESSES)
                    .invokevirtual(Names.HART, "addAccessesBefore", ADD_BEFORE);
        }
    }

    private void prologue(Writer w) {
        CodeBuilder code = w.code;
        AllBranches.call(code);
        code.aload(Locals.HART).getfield(Names.HART, "x", Names.LONGS).astore(Locals.X);
        code.aload(Locals.HART).getfield(Names.HART, "port", Names.PORT).astore(Locals.PORT);
        code.aload(Locals.PORT)
                .invokevirtual(Names.PORT, "loads", MethodTypeDesc.of(Names.LONGS))
                .astore(Locals.LOADS);
        code.aload(Locals.PORT)
                .invokevirtual(Names.PORT, "stores", MethodTypeDesc.of(Names.LONGS))
                .astore(Locals.STORES);
        code.aload(Locals.HART)
                .getfield(Names.HART, "attention", Names.ATTENTION)
                .astore(Locals.ATTENTION);
        code.lconst_0().lstore(Locals.RETIRED);
        if (counting) {
            code.lconst_0().lstore(Locals.ACCESSES);
        }
        code.iconst_0().istore(Locals.STEP);
        if (!shape.usedF.isEmpty()) {
            code.aload(Locals.HART).getfield(Names.HART, "f", Names.LONGS).astore(Locals.F);
            code.aload(Locals.HART)
                    .getfield(Names.HART, "fpStatus", Names.FP_STATUS)
                    .astore(Locals.FP_STATUS);
            code.aload(Locals.FP_STATUS)
                    .getfield(Names.FP_STATUS, "fflags", CD_int)
                    .istore(Locals.FLAGS_AT_ENTRY);
            code.aload(Locals.HART)
                    .invokevirtual(Names.HART, "frm", MethodTypeDesc.of(CD_int))
                    .istore(Locals.FRM);
            code.iconst_0().istore(Locals.FLOATS_WRITTEN);
        }
        w.loadRegisters();
    }

    private void enter(Writer w) {
        List<Integer> entries = List.copyOf(shape.entries);
        Label root = w.labelOf(plan.root());
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) != plan.root()) {
                cases.add(SwitchCase.of(i, w.labelOf(entries.get(i))));
            }
        }
        if (cases.isEmpty()) {
            w.code.goto_(root);
        } else {
            w.code.iload(Locals.ENTRY).lookupswitch(root, cases);
        }
    }

    private void units(Writer w) {
        Instructions instructions = new Instructions(w);
        for (Unit written : shape.units()) {
            Unit unit = effort == Effort.SHARING_AND_UNROLLING ? written.unrolled() : written;
            w.code.labelBinding(w.labelOf(unit.first().offset()));
            List<PageGroup> groups = effort == Effort.NONE ? List.of() : unit.groups();
            if (!groups.isEmpty()) {
                share(w, unit, groups, instructions);
            }
            instructions.write(unit);
            w.ways.clear();
        }
    }

    /** One look into the table for each group, and the unit a second time without them, where that is not enough. */
    private void share(Writer w, Unit unit, List<PageGroup> groups, Instructions instructions) {
        Label start = w.code.newBoundLabel();
        int way = w.locals.firstWay;
        for (PageGroup group : groups) {
            instructions.memory.look(group, way);
            for (int member : group.members()) {
                w.ways.put(member, way);
            }
            way += 2;
        }
        Label end = w.code.newBoundLabel();
        Label oneByOne = w.code.newLabel();
        w.code.exceptionCatch(start, end, oneByOne, Names.NO_WAY);
        w.later(() -> {
            w.code.labelBinding(oneByOne).pop();
            instructions.write(unit.once());
            if (!Ops.isJump(unit.last().op()) && shape.has(unit.last().next())) {
                w.code.goto_(w.labelOf(unit.last().next()));
            }
        });
    }
}

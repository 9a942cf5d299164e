package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import vesper.hart.code.Op;

/** Loads and stores, of integers and of floating-point numbers: calls that C2 inlines; one that can't go straight to RAM ends the region. */
final class MemoryCode {
    private static final long BOX = 0xffff_ffff_0000_0000L;

    private static final MethodTypeDesc WAY = MethodTypeDesc.of(CD_long, Names.LONGS, CD_long, CD_int);
    private static final MethodTypeDesc LOAD_INT_BY_WAY = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    private static final MethodTypeDesc LOAD_LONG_BY_WAY = MethodTypeDesc.of(CD_long, CD_long, CD_long);
    private static final MethodTypeDesc STORE_INT_BY_WAY = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_int);
    private static final MethodTypeDesc STORE_LONG_BY_WAY = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long);

    private final Writer w;
    private final CodeBuilder code;

    MemoryCode(Writer writer) {
        this.w = writer;
        this.code = writer.code;
    }

    static boolean isStore(int op) {
        return (op >= Op.SB && op <= Op.SD) || op == Op.FSW || op == Op.FSD;
    }

    /** Bytes that a load or store moves. */
    static int width(int op) {
        return switch (op) {
            case Op.LB, Op.LBU, Op.SB -> 1;
            case Op.LH, Op.LHU, Op.SH -> 2;
            case Op.LW, Op.LWU, Op.SW, Op.FLW, Op.FSW -> 4;
            default -> 8;
        };
    }

    /** One look into the table for a group; where it is not enough, {@code NoWay} is thrown. */
    void look(PageGroup group, int way) {
        code.aload(group.store ? Locals.STORES : Locals.LOADS);
        w.pushSum(group.register, group.first());
        code.loadConstant(group.span()).invokestatic(Names.MEMORY, "way", WAY).lstore(way);
    }

    void write(Step step) {
        if (!w.ways.containsKey(w.place)) {
            w.mayLeave(step);
        }
        switch (step.op()) {
            case Op.LB -> narrow(step, "load8", 8, true);
            case Op.LBU -> narrow(step, "load8", 8, false);
            case Op.LH -> narrow(step, "load16", 16, true);
            case Op.LHU -> narrow(step, "load16", 16, false);
            case Op.LW -> {
                load(step, "load32", Names.LOAD_INT);
                w.popIntX(step.rd());
            }
            case Op.LWU -> {
                load(step, "load32", Names.LOAD_INT);
                code.i2l().loadConstant(0xffff_ffffL).land();
                w.popX(step.rd());
            }
            case Op.LD -> {
                load(step, "load64", Names.LOAD_LONG);
                w.popX(step.rd());
            }
            case Op.FLD -> {
                load(step, "load64", Names.LOAD_LONG);
                w.popF(step.rd());
            }
            case Op.FLW -> {
                load(step, "load32", Names.LOAD_INT);
                code.i2l().loadConstant(BOX).lor();
                w.popF(step.rd());
            }
            default -> store(step);
        }
    }

    private void load(Step step, String name, MethodTypeDesc type) {
        Integer way = w.ways.get(w.place);
        if (way != null) {
            code.lload(way);
            w.pushSum(step.rs1(), step.imm());
            code.invokestatic(Names.MEMORY, name, type.equals(Names.LOAD_LONG) ? LOAD_LONG_BY_WAY : LOAD_INT_BY_WAY);
            return;
        }
        code.aload(Locals.LOADS);
        w.pushSum(step.rs1(), step.imm());
        code.invokestatic(Names.MEMORY, name, type);
    }

    /** The access zero-extends. */
    private void narrow(Step step, String name, int bits, boolean signed) {
        load(step, name, Names.LOAD_INT);
        if (signed) {
            if (bits == 8) {
                code.i2b();
            } else {
                code.i2s();
            }
        }
        w.popIntX(step.rd());
    }

    private void store(Step step) {
        Integer way = w.ways.get(w.place);
        if (way == null) {
            code.aload(Locals.STORES);
        } else {
            code.lload(way);
        }
        w.pushSum(step.rs1(), step.imm());
        boolean wide = step.op() == Op.SD || step.op() == Op.FSD;
        switch (step.op()) {
            case Op.SD -> w.pushX(step.rs2());
            case Op.FSD -> w.pushF(step.rs2());
            case Op.FSW -> {
                w.pushF(step.rs2());
                code.l2i();
            }
            default -> w.pushIntX(step.rs2());
        }
        String name = switch (step.op()) {
            case Op.SB -> "store8";
            case Op.SH -> "store16";
            case Op.SW, Op.FSW -> "store32";
            default -> "store64";
        };
        if (way == null) {
            code.invokestatic(Names.MEMORY, name, wide ? Names.STORE_LONG : Names.STORE_INT);
        } else {
            code.invokestatic(Names.MEMORY, name, wide ? STORE_LONG_BY_WAY : STORE_INT_BY_WAY);
        }
    }
}

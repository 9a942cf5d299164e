package vesper.hart.region;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import vesper.hart.code.Op;

/** Loads and stores, of integers and of floating-point numbers: calls that C2 inlines, misses and all. */
final class MemoryCode {
    private static final long BOX = 0xffff_ffff_0000_0000L;

    private final Writer w;
    private final CodeBuilder code;

    MemoryCode(Writer writer) {
        this.w = writer;
        this.code = writer.code;
    }

    void write(Step step) {
        w.mayTrap(step);
        switch (step.op()) {
            case Op.LB -> narrow(step, "load8", 8, true);
            case Op.LBU -> narrow(step, "load8", 8, false);
            case Op.LH -> narrow(step, "load16", 16, true);
            case Op.LHU -> narrow(step, "load16", 16, false);
            case Op.LW -> {
                load(step, "load32", Names.LOAD_INT);
                code.i2l();
                w.popX(step.rd());
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
        code.aload(Locals.LOADS);
        w.pushSum(step.rs1(), step.imm());
        code.aload(Locals.PORT).invokestatic(Names.MEMORY, name, type);
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
        code.i2l();
        w.popX(step.rd());
    }

    private void store(Step step) {
        code.aload(Locals.STORES);
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
        code.aload(Locals.PORT).invokestatic(Names.MEMORY, name, wide ? Names.STORE_LONG : Names.STORE_INT);
    }
}

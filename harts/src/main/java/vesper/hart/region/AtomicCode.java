package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;

/** A, Zacas, Zalasr and {@code fence}: through the port, whose methods hold the memory order. */
final class AtomicCode {
    private static final MethodTypeDesc AMO_32 = MethodTypeDesc.of(CD_int, CD_int, CD_long, CD_int);
    private static final MethodTypeDesc AMO_64 = MethodTypeDesc.of(CD_long, CD_int, CD_long, CD_long);
    private static final MethodTypeDesc FENCE = MethodTypeDesc.of(CD_void, CD_int, CD_int);
    private static final MethodTypeDesc RARE =
            MethodTypeDesc.of(CD_long, Names.MEMORY_PORT, CD_int, CD_int, CD_long, CD_long, CD_long);

    private final Writer w;
    private final CodeBuilder code;

    AtomicCode(Writer writer) {
        this.w = writer;
        this.code = writer.code;
    }

    void fence(Step step) {
        code.aload(Locals.PORT)
                .loadConstant(step.imm() >>> 24 & 15)
                .loadConstant(step.imm() >>> 20 & 15)
                .invokevirtual(Names.PORT, "fence", FENCE);
    }

    void write(Step step) {
        w.mayLeave(step);
        int op = step.op();
        if (op >= Op.AMOSWAP_W && op <= Op.AMOMAXU_W) {
            code.aload(Locals.PORT).loadConstant(op);
            w.pushX(step.rs1());
            w.pushIntX(step.rs2());
            code.invokevirtual(Names.PORT, "amo32", AMO_32).i2l();
        } else if (op >= Op.AMOSWAP_D && op <= Op.AMOMAXU_D) {
            code.aload(Locals.PORT).loadConstant(op);
            w.pushX(step.rs1());
            w.pushX(step.rs2());
            code.invokevirtual(Names.PORT, "amo64", AMO_64);
        } else {
            rare(step);
        }
        if (op >= Op.SB_RL && op <= Op.SD_RL) {
            code.pop2();
        } else {
            w.popX(step.rd());
        }
    }

    private void rare(Step step) {
        code.aload(Locals.PORT).loadConstant(step.op()).loadConstant(step.imm());
        w.pushX(step.rs1());
        w.pushX(step.rs2());
        w.pushX(step.rd() == Slot.SINK ? 0 : expected(step));
        code.invokestatic(Names.ATOMICS, "access", RARE);
    }

    /** A compare-and-swap's expected value stands in rd; a store has none. */
    private static int expected(Step step) {
        return step.op() == Op.AMOCAS_W || step.op() == Op.AMOCAS_D ? step.rd() : 0;
    }
}

package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.isa.Operands;

/** F and D but for loads and stores: D's common ones directly, the others through the interpreter's own code. */
final class FloatCode {
    private static final int DYNAMIC = 7;
    private static final int FIRST_RESERVED_ROUNDING = 5;
    private static final MethodTypeDesc ROUNDED_OF_TWO =
            MethodTypeDesc.of(CD_long, Names.FP_STATUS, CD_long, CD_long, CD_int);
    private static final MethodTypeDesc ROUNDED_OF_ONE = MethodTypeDesc.of(CD_long, Names.FP_STATUS, CD_long, CD_int);
    private static final MethodTypeDesc ROUNDED_OF_THREE =
            MethodTypeDesc.of(CD_long, Names.FP_STATUS, CD_long, CD_long, CD_long, CD_int);
    private static final MethodTypeDesc COMPARED = MethodTypeDesc.of(CD_long, Names.FP_STATUS, CD_long, CD_long);
    private static final MethodTypeDesc RARE = MethodTypeDesc.of(CD_void, Names.HART, CD_int, CD_int, CD_long);

    private final Writer w;
    private final CodeBuilder code;

    FloatCode(Writer writer) {
        this.w = writer;
        this.code = writer.code;
    }

    /** Whether the word names a rounding mode that may be legal when it is executed: a region leaves it to its entry. */
    static boolean hasLegalRounding(int word) {
        int rm = Operands.rm(word);
        return rm < FIRST_RESERVED_ROUNDING || rm == DYNAMIC;
    }

    void write(Step step) {
        int word = step.imm();
        switch (step.op()) {
            case Op.FADD_D -> ofTwo(word, "add");
            case Op.FSUB_D -> ofTwo(word, "sub");
            case Op.FMUL_D -> ofTwo(word, "mul");
            case Op.FDIV_D -> ofTwo(word, "div");
            case Op.FSQRT_D -> {
                code.aload(Locals.FP_STATUS);
                w.pushF(Operands.rs1(word));
                pushRounding(word);
                code.invokestatic(Names.FLOAT64, "sqrt", ROUNDED_OF_ONE);
                w.popF(Operands.rd(word));
            }
            case Op.FMADD_D -> fused(word, false, false);
            case Op.FMSUB_D -> fused(word, false, true);
            case Op.FNMSUB_D -> fused(word, true, false);
            case Op.FNMADD_D -> fused(word, true, true);
            case Op.FEQ_D -> compare(step, "eq");
            case Op.FLT_D -> compare(step, "lt");
            case Op.FLE_D -> compare(step, "le");
            case Op.FSGNJ_D, Op.FSGNJN_D, Op.FSGNJX_D -> injectSign(step);
            case Op.FMV_X_D -> {
                w.pushF(Operands.rs1(word));
                w.popX(destination(word));
            }
            case Op.FMV_D_X -> {
                w.pushX(step.rs1());
                w.popF(Operands.rd(word));
            }
            case Op.FCVT_D_W, Op.FCVT_D_L -> fromInteger(step);
            case Op.FCVT_W_D -> toInteger(word, "toInt32");
            case Op.FCVT_L_D -> toInteger(word, "toInt64");
            default -> rare(step);
        }
    }

    private static int destination(int word) {
        return Operands.rd(word) == 0 ? Slot.SINK : Operands.rd(word);
    }

    private void pushRounding(int word) {
        int rm = Operands.rm(word);
        if (rm == DYNAMIC) {
            code.iload(Locals.FRM);
        } else {
            code.loadConstant(rm);
        }
    }

    private void ofTwo(int word, String name) {
        code.aload(Locals.FP_STATUS);
        w.pushF(Operands.rs1(word));
        w.pushF(Operands.rs2(word));
        pushRounding(word);
        code.invokestatic(Names.FLOAT64, name, ROUNDED_OF_TWO);
        w.popF(Operands.rd(word));
    }

    private void fused(int word, boolean negateProduct, boolean negateAddend) {
        code.aload(Locals.FP_STATUS);
        pushNegated(Operands.rs1(word), negateProduct);
        w.pushF(Operands.rs2(word));
        pushNegated(Operands.rs3(word), negateAddend);
        pushRounding(word);
        code.invokestatic(Names.FLOAT64, "fma", ROUNDED_OF_THREE);
        w.popF(Operands.rd(word));
    }

    private void pushNegated(int register, boolean negate) {
        w.pushF(register);
        if (negate) {
            code.loadConstant(Long.MIN_VALUE).lxor();
        }
    }

    private void compare(Step step, String name) {
        int word = step.imm();
        code.aload(Locals.FP_STATUS);
        w.pushF(Operands.rs1(word));
        w.pushF(Operands.rs2(word));
        code.invokestatic(Names.FLOAT64, name, COMPARED);
        w.popX(destination(word));
    }

    private void injectSign(Step step) {
        int word = step.imm();
        int rs1 = Operands.rs1(word);
        int rs2 = Operands.rs2(word);
        w.pushF(rs1);
        if (step.op() != Op.FSGNJ_D || rs1 != rs2) {
            if (step.op() == Op.FSGNJX_D) {
                w.pushF(rs2);
                code.loadConstant(Long.MIN_VALUE).land().lxor();
            } else {
                code.loadConstant(Long.MAX_VALUE).land();
                pushNegated(rs2, step.op() == Op.FSGNJN_D);
                code.loadConstant(Long.MIN_VALUE).land().lor();
            }
        }
        w.popF(Operands.rd(word));
    }

    private void fromInteger(Step step) {
        int word = step.imm();
        code.aload(Locals.FP_STATUS);
        w.pushX(step.rs1());
        pushRounding(word);
        String name = step.op() == Op.FCVT_D_W ? "fromInt32" : "fromInt64";
        code.invokestatic(Names.FLOAT64, name, ROUNDED_OF_ONE);
        w.popF(Operands.rd(word));
    }

    private void toInteger(int word, String name) {
        code.aload(Locals.FP_STATUS);
        w.pushF(Operands.rs1(word));
        pushRounding(word);
        code.invokestatic(Names.FLOAT64, name, ROUNDED_OF_ONE);
        w.popX(destination(word));
    }

    /** Gives the interpreter's code the registers that it reads, and takes back the one that it wrote. */
    private void rare(Step step) {
        int op = step.op();
        int word = step.imm();
        boolean readsInteger = FloatKind.readsInteger(op);
        if (!readsInteger) {
            toHart(Operands.rs1(word));
            toHart(Operands.rs2(word));
            if (FloatKind.isFused(op)) {
                toHart(Operands.rs3(word));
            }
        }
        code.aload(Locals.HART).loadConstant(op).loadConstant(word);
        w.pushX(readsInteger ? step.rs1() : 0);
        code.invokestatic(Names.SUPPORT, "floating", RARE);
        int rd = Operands.rd(word);
        if (!FloatKind.writesInteger(op)) {
            code.aload(Locals.F).loadConstant(rd).laload();
            w.popF(rd);
        } else if (rd != 0) {
            code.aload(Locals.X).loadConstant(rd).laload();
            w.popX(rd);
        }
    }

    private void toHart(int register) {
        code.aload(Locals.F).loadConstant(register);
        w.pushF(register);
        code.lastore();
    }
}

package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import vesper.hart.code.Op;
import vesper.isa.Instruction;

/** RV64I's arithmetic, M, and Zba, Zbb, Zbs. */
final class IntegerCode {
    private static final MethodTypeDesc BIT_MANIPULATION =
            MethodTypeDesc.of(CD_long, Names.INSTRUCTION, CD_long, CD_long, CD_int);
    private static final long WORD = 0xffff_ffffL;

    private final Writer w;
    private final CodeBuilder code;

    IntegerCode(Writer writer) {
        this.w = writer;
        this.code = writer.code;
    }

    void write(Step step) {
        if (isOfWords(step)) {
            writeWord(step);
            w.popIntX(step.rd());
        } else {
            writeLong(step);
            w.popX(step.rd());
        }
    }

    /** Whether the result is a sign-extended word, and an int instruction makes it. */
    private boolean isOfWords(Step step) {
        return switch (step.op()) {
            case Op.LUI, Op.ADDIW, Op.SLLIW, Op.SRLIW, Op.SRAIW -> true;
            case Op.ADDW, Op.SUBW, Op.MULW, Op.SLLW, Op.SRLW, Op.SRAW -> true;
            case Op.DIVW, Op.DIVUW, Op.REMW, Op.REMUW -> true;
            case Op.ADDI -> w.words.isWord(step.rs1()) && (step.rs1() == 0 || step.imm() == 0);
            case Op.ANDI, Op.ORI, Op.XORI -> w.words.isWord(step.rs1());
            case Op.AND, Op.OR, Op.XOR -> w.words.isWord(step.rs1()) && w.words.isWord(step.rs2());
            default -> false;
        };
    }

    private void writeWord(Step step) {
        switch (step.op()) {
            case Op.LUI -> code.loadConstant(step.imm());
            case Op.ADDI, Op.ADDIW -> {
                w.pushIntX(step.rs1());
                if (step.imm() != 0) {
                    code.loadConstant(step.imm()).iadd();
                }
            }
            case Op.SLLIW, Op.SRLIW, Op.SRAIW -> shiftWordByConstant(step);
            case Op.ANDI, Op.ORI, Op.XORI -> wordWithImmediate(step);
            case Op.DIVW, Op.DIVUW, Op.REMW, Op.REMUW -> divideWords(step);
            default -> ofTwoWords(step);
        }
    }

    private void wordWithImmediate(Step step) {
        w.pushIntX(step.rs1());
        code.loadConstant(step.imm());
        switch (step.op()) {
            case Op.ANDI -> code.iand();
            case Op.ORI -> code.ior();
            default -> code.ixor();
        }
    }

    private void writeLong(Step step) {
        switch (step.op()) {
            case Op.AUIPC -> w.pushAddress((long) step.offset() + step.imm());
            case Op.ADDI -> w.pushSum(step.rs1(), step.imm());
            case Op.ANDI, Op.ORI, Op.XORI, Op.SLTI, Op.SLTIU -> withImmediate(step);
            case Op.SLLI, Op.SRLI, Op.SRAI -> shiftByConstant(step);
            case Op.ADD, Op.SUB, Op.AND, Op.OR, Op.XOR, Op.MUL, Op.SLT, Op.SLTU -> ofTwo(step);
            case Op.SLL, Op.SRL, Op.SRA -> shift(step);
            case Op.MULH, Op.MULHU, Op.MULHSU -> multiplyHigh(step);
            case Op.DIV, Op.DIVU, Op.REM, Op.REMU -> divide(step);
            default -> manipulateBits(step);
        }
    }

    private void withImmediate(Step step) {
        w.pushX(step.rs1());
        code.loadConstant((long) step.imm());
        switch (step.op()) {
            case Op.ANDI -> code.land();
            case Op.ORI -> code.lor();
            case Op.XORI -> code.lxor();
            case Op.SLTI -> compare("isLess");
            default -> compare("isBelow");
        }
    }

    private void compare(String how) {
        code.invokestatic(Names.SUPPORT, how, Names.LONG_LONG_TO_LONG);
    }

    private void shiftByConstant(Step step) {
        w.pushX(step.rs1());
        code.loadConstant(step.imm());
        switch (step.op()) {
            case Op.SLLI -> code.lshl();
            case Op.SRLI -> code.lushr();
            default -> code.lshr();
        }
    }

    private void shiftWordByConstant(Step step) {
        w.pushIntX(step.rs1());
        code.loadConstant(step.imm());
        switch (step.op()) {
            case Op.SLLIW -> code.ishl();
            case Op.SRLIW -> code.iushr();
            default -> code.ishr();
        }
    }

    private void ofTwo(Step step) {
        w.pushX(step.rs1());
        w.pushX(step.rs2());
        switch (step.op()) {
            case Op.ADD -> code.ladd();
            case Op.SUB -> code.lsub();
            case Op.AND -> code.land();
            case Op.OR -> code.lor();
            case Op.XOR -> code.lxor();
            case Op.MUL -> code.lmul();
            case Op.SLT -> compare("isLess");
            default -> compare("isBelow");
        }
    }

    private void shift(Step step) {
        w.pushX(step.rs1());
        w.pushIntX(step.rs2());
        switch (step.op()) {
            case Op.SLL -> code.lshl();
            case Op.SRL -> code.lushr();
            default -> code.lshr();
        }
    }

    private void ofTwoWords(Step step) {
        w.pushIntX(step.rs1());
        w.pushIntX(step.rs2());
        switch (step.op()) {
            case Op.ADDW -> code.iadd();
            case Op.SUBW -> code.isub();
            case Op.MULW -> code.imul();
            case Op.AND -> code.iand();
            case Op.OR -> code.ior();
            case Op.XOR -> code.ixor();
            case Op.SLLW -> code.ishl();
            case Op.SRLW -> code.iushr();
            default -> code.ishr();
        }
    }

    private void multiplyHigh(Step step) {
        w.pushX(step.rs1());
        w.pushX(step.rs2());
        switch (step.op()) {
            case Op.MULH -> code.invokestatic(Names.JAVA_MATH, "multiplyHigh", Names.LONG_LONG_TO_LONG);
            case Op.MULHU -> code.invokestatic(Names.JAVA_MATH, "unsignedMultiplyHigh", Names.LONG_LONG_TO_LONG);
            default -> code.invokestatic(Names.DIVISION, "multiplyHighSignedUnsigned", Names.LONG_LONG_TO_LONG);
        }
    }

    private static String divisionName(int op) {
        return switch (op) {
            case Op.DIV, Op.DIVW -> "divide";
            case Op.DIVU, Op.DIVUW -> "divideUnsigned";
            case Op.REM, Op.REMW -> "remainder";
            default -> "remainderUnsigned";
        };
    }

    private void divide(Step step) {
        w.pushX(step.rs1());
        w.pushX(step.rs2());
        code.invokestatic(Names.DIVISION, divisionName(step.op()), Names.LONG_LONG_TO_LONG);
    }

    private void divideWords(Step step) {
        w.pushIntX(step.rs1());
        w.pushIntX(step.rs2());
        code.invokestatic(Names.DIVISION, divisionName(step.op()), Names.INT_INT_TO_INT);
    }

    /** The ones that compilers use for addresses directly; the others, and any that is new, by a call. */
    private void manipulateBits(Step step) {
        Instruction row = Op.row(step.op());
        switch (row) {
            case ADD_UW -> addShifted(step, 0, true);
            case SH1ADD -> addShifted(step, 1, false);
            case SH2ADD -> addShifted(step, 2, false);
            case SH3ADD -> addShifted(step, 3, false);
            case SH1ADD_UW -> addShifted(step, 1, true);
            case SH2ADD_UW -> addShifted(step, 2, true);
            case SH3ADD_UW -> addShifted(step, 3, true);
            default -> {
                code.getstatic(Names.INSTRUCTION, row.name(), Names.INSTRUCTION);
                w.pushX(step.rs1());
                w.pushX(step.rs2());
                code.loadConstant(step.imm()).invokestatic(Names.BIT_MANIPULATION, "execute", BIT_MANIPULATION);
            }
        }
    }

    private void addShifted(Step step, int shift, boolean word) {
        w.pushX(step.rs1());
        if (word) {
            code.loadConstant(WORD).land();
        }
        if (shift != 0) {
            code.loadConstant(shift).lshl();
        }
        w.pushX(step.rs2());
        code.ladd();
    }
}

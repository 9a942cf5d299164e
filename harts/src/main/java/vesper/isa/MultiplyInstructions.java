package vesper.isa;

/** The M extension. */
public interface MultiplyInstructions extends Emitter {
    default void mul(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MUL, rd.number(), rs1.number(), rs2.number());
    }

    default void mulh(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MULH, rd.number(), rs1.number(), rs2.number());
    }

    default void mulhsu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MULHSU, rd.number(), rs1.number(), rs2.number());
    }

    default void mulhu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MULHU, rd.number(), rs1.number(), rs2.number());
    }

    default void div(Register rd, Register rs1, Register rs2) {
        emit(Instruction.DIV, rd.number(), rs1.number(), rs2.number());
    }

    default void divu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.DIVU, rd.number(), rs1.number(), rs2.number());
    }

    default void rem(Register rd, Register rs1, Register rs2) {
        emit(Instruction.REM, rd.number(), rs1.number(), rs2.number());
    }

    default void remu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.REMU, rd.number(), rs1.number(), rs2.number());
    }

    default void mulw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MULW, rd.number(), rs1.number(), rs2.number());
    }

    default void divw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.DIVW, rd.number(), rs1.number(), rs2.number());
    }

    default void divuw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.DIVUW, rd.number(), rs1.number(), rs2.number());
    }

    default void remw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.REMW, rd.number(), rs1.number(), rs2.number());
    }

    default void remuw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.REMUW, rd.number(), rs1.number(), rs2.number());
    }
}

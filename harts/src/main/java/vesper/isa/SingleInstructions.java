package vesper.isa;

/** The F extension; without a rounding mode, {@code frm} decides. */
@SuppressWarnings("MemberName") // the manual's mnemonics
public interface SingleInstructions extends Emitter {
    default void flw(FRegister rd, long offset, Register base) {
        emit(Instruction.FLW, rd.number(), offset, base.number());
    }

    default void fsw(FRegister rs2, long offset, Register base) {
        emit(Instruction.FSW, rs2.number(), offset, base.number());
    }

    default void fmadd_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fmadd_s(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fmadd_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FMADD_S, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fmsub_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fmsub_s(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fmsub_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FMSUB_S, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fnmsub_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fnmsub_s(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fnmsub_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FNMSUB_S, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fnmadd_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fnmadd_s(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fnmadd_s(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FNMADD_S, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fadd_s(FRegister rd, FRegister rs1, FRegister rs2) {
        fadd_s(rd, rs1, rs2, Rounding.DYN);
    }

    default void fadd_s(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FADD_S, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fsub_s(FRegister rd, FRegister rs1, FRegister rs2) {
        fsub_s(rd, rs1, rs2, Rounding.DYN);
    }

    default void fsub_s(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FSUB_S, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fmul_s(FRegister rd, FRegister rs1, FRegister rs2) {
        fmul_s(rd, rs1, rs2, Rounding.DYN);
    }

    default void fmul_s(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FMUL_S, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fdiv_s(FRegister rd, FRegister rs1, FRegister rs2) {
        fdiv_s(rd, rs1, rs2, Rounding.DYN);
    }

    default void fdiv_s(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FDIV_S, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fsqrt_s(FRegister rd, FRegister rs1) {
        fsqrt_s(rd, rs1, Rounding.DYN);
    }

    default void fsqrt_s(FRegister rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FSQRT_S, rd.number(), rs1.number(), rm.rm());
    }

    default void fsgnj_s(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FSGNJ_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fsgnjn_s(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FSGNJN_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fsgnjx_s(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FSGNJX_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fmin_s(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FMIN_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fmax_s(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FMAX_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fcvt_w_s(Register rd, FRegister rs1) {
        fcvt_w_s(rd, rs1, Rounding.DYN);
    }

    default void fcvt_w_s(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_W_S, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_wu_s(Register rd, FRegister rs1) {
        fcvt_wu_s(rd, rs1, Rounding.DYN);
    }

    default void fcvt_wu_s(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_WU_S, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_l_s(Register rd, FRegister rs1) {
        fcvt_l_s(rd, rs1, Rounding.DYN);
    }

    default void fcvt_l_s(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_L_S, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_lu_s(Register rd, FRegister rs1) {
        fcvt_lu_s(rd, rs1, Rounding.DYN);
    }

    default void fcvt_lu_s(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_LU_S, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_s_w(FRegister rd, Register rs1) {
        fcvt_s_w(rd, rs1, Rounding.DYN);
    }

    default void fcvt_s_w(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_S_W, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_s_wu(FRegister rd, Register rs1) {
        fcvt_s_wu(rd, rs1, Rounding.DYN);
    }

    default void fcvt_s_wu(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_S_WU, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_s_l(FRegister rd, Register rs1) {
        fcvt_s_l(rd, rs1, Rounding.DYN);
    }

    default void fcvt_s_l(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_S_L, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_s_lu(FRegister rd, Register rs1) {
        fcvt_s_lu(rd, rs1, Rounding.DYN);
    }

    default void fcvt_s_lu(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_S_LU, rd.number(), rs1.number(), rm.rm());
    }

    default void fmv_x_w(Register rd, FRegister rs1) {
        emit(Instruction.FMV_X_W, rd.number(), rs1.number());
    }

    default void fmv_w_x(FRegister rd, Register rs1) {
        emit(Instruction.FMV_W_X, rd.number(), rs1.number());
    }

    default void feq_s(Register rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FEQ_S, rd.number(), rs1.number(), rs2.number());
    }

    default void flt_s(Register rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FLT_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fle_s(Register rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FLE_S, rd.number(), rs1.number(), rs2.number());
    }

    default void fclass_s(Register rd, FRegister rs1) {
        emit(Instruction.FCLASS_S, rd.number(), rs1.number());
    }
}

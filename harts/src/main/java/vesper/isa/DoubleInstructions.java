package vesper.isa;

/** The D extension; without a rounding mode, {@code frm} decides where rounding can happen. */
@SuppressWarnings("MemberName") // the manual's mnemonics
public interface DoubleInstructions extends Emitter {
    default void fld(FRegister rd, long offset, Register base) {
        emit(Instruction.FLD, rd.number(), offset, base.number());
    }

    default void fsd(FRegister rs2, long offset, Register base) {
        emit(Instruction.FSD, rs2.number(), offset, base.number());
    }

    default void fmadd_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fmadd_d(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fmadd_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FMADD_D, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fmsub_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fmsub_d(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fmsub_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FMSUB_D, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fnmsub_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fnmsub_d(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fnmsub_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FNMSUB_D, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fnmadd_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3) {
        fnmadd_d(rd, rs1, rs2, rs3, Rounding.DYN);
    }

    default void fnmadd_d(FRegister rd, FRegister rs1, FRegister rs2, FRegister rs3, Rounding rm) {
        emit(Instruction.FNMADD_D, rd.number(), rs1.number(), rs2.number(), rs3.number(), rm.rm());
    }

    default void fadd_d(FRegister rd, FRegister rs1, FRegister rs2) {
        fadd_d(rd, rs1, rs2, Rounding.DYN);
    }

    default void fadd_d(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FADD_D, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fsub_d(FRegister rd, FRegister rs1, FRegister rs2) {
        fsub_d(rd, rs1, rs2, Rounding.DYN);
    }

    default void fsub_d(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FSUB_D, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fmul_d(FRegister rd, FRegister rs1, FRegister rs2) {
        fmul_d(rd, rs1, rs2, Rounding.DYN);
    }

    default void fmul_d(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FMUL_D, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fdiv_d(FRegister rd, FRegister rs1, FRegister rs2) {
        fdiv_d(rd, rs1, rs2, Rounding.DYN);
    }

    default void fdiv_d(FRegister rd, FRegister rs1, FRegister rs2, Rounding rm) {
        emit(Instruction.FDIV_D, rd.number(), rs1.number(), rs2.number(), rm.rm());
    }

    default void fsqrt_d(FRegister rd, FRegister rs1) {
        fsqrt_d(rd, rs1, Rounding.DYN);
    }

    default void fsqrt_d(FRegister rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FSQRT_D, rd.number(), rs1.number(), rm.rm());
    }

    default void fsgnj_d(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FSGNJ_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fsgnjn_d(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FSGNJN_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fsgnjx_d(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FSGNJX_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fmin_d(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FMIN_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fmax_d(FRegister rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FMAX_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fcvt_w_d(Register rd, FRegister rs1) {
        fcvt_w_d(rd, rs1, Rounding.DYN);
    }

    default void fcvt_w_d(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_W_D, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_wu_d(Register rd, FRegister rs1) {
        fcvt_wu_d(rd, rs1, Rounding.DYN);
    }

    default void fcvt_wu_d(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_WU_D, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_l_d(Register rd, FRegister rs1) {
        fcvt_l_d(rd, rs1, Rounding.DYN);
    }

    default void fcvt_l_d(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_L_D, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_lu_d(Register rd, FRegister rs1) {
        fcvt_lu_d(rd, rs1, Rounding.DYN);
    }

    default void fcvt_lu_d(Register rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_LU_D, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_d_w(FRegister rd, Register rs1) {
        fcvt_d_w(rd, rs1, Rounding.RNE);
    }

    default void fcvt_d_w(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_D_W, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_d_wu(FRegister rd, Register rs1) {
        fcvt_d_wu(rd, rs1, Rounding.RNE);
    }

    default void fcvt_d_wu(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_D_WU, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_d_l(FRegister rd, Register rs1) {
        fcvt_d_l(rd, rs1, Rounding.DYN);
    }

    default void fcvt_d_l(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_D_L, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_d_lu(FRegister rd, Register rs1) {
        fcvt_d_lu(rd, rs1, Rounding.DYN);
    }

    default void fcvt_d_lu(FRegister rd, Register rs1, Rounding rm) {
        emit(Instruction.FCVT_D_LU, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_s_d(FRegister rd, FRegister rs1) {
        fcvt_s_d(rd, rs1, Rounding.DYN);
    }

    default void fcvt_s_d(FRegister rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_S_D, rd.number(), rs1.number(), rm.rm());
    }

    default void fcvt_d_s(FRegister rd, FRegister rs1) {
        fcvt_d_s(rd, rs1, Rounding.RNE);
    }

    default void fcvt_d_s(FRegister rd, FRegister rs1, Rounding rm) {
        emit(Instruction.FCVT_D_S, rd.number(), rs1.number(), rm.rm());
    }

    default void fmv_x_d(Register rd, FRegister rs1) {
        emit(Instruction.FMV_X_D, rd.number(), rs1.number());
    }

    default void fmv_d_x(FRegister rd, Register rs1) {
        emit(Instruction.FMV_D_X, rd.number(), rs1.number());
    }

    default void feq_d(Register rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FEQ_D, rd.number(), rs1.number(), rs2.number());
    }

    default void flt_d(Register rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FLT_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fle_d(Register rd, FRegister rs1, FRegister rs2) {
        emit(Instruction.FLE_D, rd.number(), rs1.number(), rs2.number());
    }

    default void fclass_d(Register rd, FRegister rs1) {
        emit(Instruction.FCLASS_D, rd.number(), rs1.number());
    }
}

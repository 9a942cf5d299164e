package vesper.isa;

/** The A extension, Zacas and Zalasr. The operands are in the order of assembly language: {@code amoadd.w rd, rs2, (address)}. */
@SuppressWarnings("MemberName") // the manual's mnemonics
public interface AtomicInstructions extends Emitter {
    default void lr_w(Register rd, Register address, Ordering... orderings) {
        emitAtomic(Instruction.LR_W, orderings, rd.number(), address.number());
    }

    default void sc_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.SC_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoswap_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOSWAP_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoadd_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOADD_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoxor_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOXOR_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoand_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOAND_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoor_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOOR_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amomin_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMIN_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amomax_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMAX_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amominu_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMINU_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amomaxu_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMAXU_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void lr_d(Register rd, Register address, Ordering... orderings) {
        emitAtomic(Instruction.LR_D, orderings, rd.number(), address.number());
    }

    default void sc_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.SC_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoswap_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOSWAP_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoadd_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOADD_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoxor_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOXOR_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoand_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOAND_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amoor_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOOR_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amomin_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMIN_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amomax_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMAX_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amominu_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMINU_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amomaxu_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOMAXU_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amocas_w(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOCAS_W, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amocas_d(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOCAS_D, orderings, rd.number(), rs2.number(), address.number());
    }

    default void amocas_q(Register rd, Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.AMOCAS_Q, orderings, rd.number(), rs2.number(), address.number());
    }

    /** {@code lb.aq}, or {@code lb.aqrl} with {@link Ordering#RL}. */
    default void lb_aq(Register rd, Register address, Ordering... orderings) {
        emitAtomic(Instruction.LB_AQ, orderings, rd.number(), address.number());
    }

    default void lh_aq(Register rd, Register address, Ordering... orderings) {
        emitAtomic(Instruction.LH_AQ, orderings, rd.number(), address.number());
    }

    default void lw_aq(Register rd, Register address, Ordering... orderings) {
        emitAtomic(Instruction.LW_AQ, orderings, rd.number(), address.number());
    }

    default void ld_aq(Register rd, Register address, Ordering... orderings) {
        emitAtomic(Instruction.LD_AQ, orderings, rd.number(), address.number());
    }

    /** {@code sb.rl}, or {@code sb.aqrl} with {@link Ordering#AQ}. */
    default void sb_rl(Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.SB_RL, orderings, rs2.number(), address.number());
    }

    default void sh_rl(Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.SH_RL, orderings, rs2.number(), address.number());
    }

    default void sw_rl(Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.SW_RL, orderings, rs2.number(), address.number());
    }

    default void sd_rl(Register rs2, Register address, Ordering... orderings) {
        emitAtomic(Instruction.SD_RL, orderings, rs2.number(), address.number());
    }
}

package vesper.isa;

/** Zba, Zbb and Zbs. */
@SuppressWarnings("MemberName") // the manual's mnemonics
public interface BitInstructions extends Emitter {
    default void add_uw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ADD_UW, rd.number(), rs1.number(), rs2.number());
    }

    default void sh1add(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SH1ADD, rd.number(), rs1.number(), rs2.number());
    }

    default void sh2add(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SH2ADD, rd.number(), rs1.number(), rs2.number());
    }

    default void sh3add(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SH3ADD, rd.number(), rs1.number(), rs2.number());
    }

    default void sh1add_uw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SH1ADD_UW, rd.number(), rs1.number(), rs2.number());
    }

    default void sh2add_uw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SH2ADD_UW, rd.number(), rs1.number(), rs2.number());
    }

    default void sh3add_uw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SH3ADD_UW, rd.number(), rs1.number(), rs2.number());
    }

    default void slli_uw(Register rd, Register rs1, int shamt) {
        emit(Instruction.SLLI_UW, rd.number(), rs1.number(), shamt);
    }

    default void andn(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ANDN, rd.number(), rs1.number(), rs2.number());
    }

    default void orn(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ORN, rd.number(), rs1.number(), rs2.number());
    }

    default void xnor(Register rd, Register rs1, Register rs2) {
        emit(Instruction.XNOR, rd.number(), rs1.number(), rs2.number());
    }

    default void clz(Register rd, Register rs1) {
        emit(Instruction.CLZ, rd.number(), rs1.number());
    }

    default void ctz(Register rd, Register rs1) {
        emit(Instruction.CTZ, rd.number(), rs1.number());
    }

    default void cpop(Register rd, Register rs1) {
        emit(Instruction.CPOP, rd.number(), rs1.number());
    }

    default void clzw(Register rd, Register rs1) {
        emit(Instruction.CLZW, rd.number(), rs1.number());
    }

    default void ctzw(Register rd, Register rs1) {
        emit(Instruction.CTZW, rd.number(), rs1.number());
    }

    default void cpopw(Register rd, Register rs1) {
        emit(Instruction.CPOPW, rd.number(), rs1.number());
    }

    default void max(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MAX, rd.number(), rs1.number(), rs2.number());
    }

    default void maxu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MAXU, rd.number(), rs1.number(), rs2.number());
    }

    default void min(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MIN, rd.number(), rs1.number(), rs2.number());
    }

    default void minu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.MINU, rd.number(), rs1.number(), rs2.number());
    }

    default void sext_b(Register rd, Register rs1) {
        emit(Instruction.SEXT_B, rd.number(), rs1.number());
    }

    default void sext_h(Register rd, Register rs1) {
        emit(Instruction.SEXT_H, rd.number(), rs1.number());
    }

    default void zext_h(Register rd, Register rs1) {
        emit(Instruction.ZEXT_H, rd.number(), rs1.number());
    }

    default void rol(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ROL, rd.number(), rs1.number(), rs2.number());
    }

    default void rolw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ROLW, rd.number(), rs1.number(), rs2.number());
    }

    default void ror(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ROR, rd.number(), rs1.number(), rs2.number());
    }

    default void rorw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.RORW, rd.number(), rs1.number(), rs2.number());
    }

    default void rori(Register rd, Register rs1, int shamt) {
        emit(Instruction.RORI, rd.number(), rs1.number(), shamt);
    }

    default void roriw(Register rd, Register rs1, int shamt) {
        emit(Instruction.RORIW, rd.number(), rs1.number(), shamt);
    }

    default void orc_b(Register rd, Register rs1) {
        emit(Instruction.ORC_B, rd.number(), rs1.number());
    }

    default void rev8(Register rd, Register rs1) {
        emit(Instruction.REV8, rd.number(), rs1.number());
    }

    default void bclr(Register rd, Register rs1, Register rs2) {
        emit(Instruction.BCLR, rd.number(), rs1.number(), rs2.number());
    }

    default void bclri(Register rd, Register rs1, int shamt) {
        emit(Instruction.BCLRI, rd.number(), rs1.number(), shamt);
    }

    default void bext(Register rd, Register rs1, Register rs2) {
        emit(Instruction.BEXT, rd.number(), rs1.number(), rs2.number());
    }

    default void bexti(Register rd, Register rs1, int shamt) {
        emit(Instruction.BEXTI, rd.number(), rs1.number(), shamt);
    }

    default void binv(Register rd, Register rs1, Register rs2) {
        emit(Instruction.BINV, rd.number(), rs1.number(), rs2.number());
    }

    default void binvi(Register rd, Register rs1, int shamt) {
        emit(Instruction.BINVI, rd.number(), rs1.number(), shamt);
    }

    default void bset(Register rd, Register rs1, Register rs2) {
        emit(Instruction.BSET, rd.number(), rs1.number(), rs2.number());
    }

    default void bseti(Register rd, Register rs1, int shamt) {
        emit(Instruction.BSETI, rd.number(), rs1.number(), shamt);
    }
}

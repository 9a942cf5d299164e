package vesper.isa;

/** RV64I but for fences and {@code ecall}; offsets of jumps and branches are in bytes from the instruction. */
public interface BaseInstructions extends Emitter {
    default void lui(Register rd, long imm) {
        emit(Instruction.LUI, rd.number(), imm);
    }

    default void auipc(Register rd, long imm) {
        emit(Instruction.AUIPC, rd.number(), imm);
    }

    default void jal(Register rd, long offset) {
        emit(Instruction.JAL, rd.number(), offset);
    }

    default void jalr(Register rd, long offset, Register base) {
        emit(Instruction.JALR, rd.number(), offset, base.number());
    }

    default void beq(Register rs1, Register rs2, long offset) {
        emit(Instruction.BEQ, rs1.number(), rs2.number(), offset);
    }

    default void bne(Register rs1, Register rs2, long offset) {
        emit(Instruction.BNE, rs1.number(), rs2.number(), offset);
    }

    default void blt(Register rs1, Register rs2, long offset) {
        emit(Instruction.BLT, rs1.number(), rs2.number(), offset);
    }

    default void bge(Register rs1, Register rs2, long offset) {
        emit(Instruction.BGE, rs1.number(), rs2.number(), offset);
    }

    default void bltu(Register rs1, Register rs2, long offset) {
        emit(Instruction.BLTU, rs1.number(), rs2.number(), offset);
    }

    default void bgeu(Register rs1, Register rs2, long offset) {
        emit(Instruction.BGEU, rs1.number(), rs2.number(), offset);
    }

    default void lb(Register rd, long offset, Register base) {
        emit(Instruction.LB, rd.number(), offset, base.number());
    }

    default void lh(Register rd, long offset, Register base) {
        emit(Instruction.LH, rd.number(), offset, base.number());
    }

    default void lw(Register rd, long offset, Register base) {
        emit(Instruction.LW, rd.number(), offset, base.number());
    }

    default void ld(Register rd, long offset, Register base) {
        emit(Instruction.LD, rd.number(), offset, base.number());
    }

    default void lbu(Register rd, long offset, Register base) {
        emit(Instruction.LBU, rd.number(), offset, base.number());
    }

    default void lhu(Register rd, long offset, Register base) {
        emit(Instruction.LHU, rd.number(), offset, base.number());
    }

    default void lwu(Register rd, long offset, Register base) {
        emit(Instruction.LWU, rd.number(), offset, base.number());
    }

    default void sb(Register rs2, long offset, Register base) {
        emit(Instruction.SB, rs2.number(), offset, base.number());
    }

    default void sh(Register rs2, long offset, Register base) {
        emit(Instruction.SH, rs2.number(), offset, base.number());
    }

    default void sw(Register rs2, long offset, Register base) {
        emit(Instruction.SW, rs2.number(), offset, base.number());
    }

    default void sd(Register rs2, long offset, Register base) {
        emit(Instruction.SD, rs2.number(), offset, base.number());
    }

    default void addi(Register rd, Register rs1, long imm) {
        emit(Instruction.ADDI, rd.number(), rs1.number(), imm);
    }

    default void slti(Register rd, Register rs1, long imm) {
        emit(Instruction.SLTI, rd.number(), rs1.number(), imm);
    }

    default void sltiu(Register rd, Register rs1, long imm) {
        emit(Instruction.SLTIU, rd.number(), rs1.number(), imm);
    }

    default void xori(Register rd, Register rs1, long imm) {
        emit(Instruction.XORI, rd.number(), rs1.number(), imm);
    }

    default void ori(Register rd, Register rs1, long imm) {
        emit(Instruction.ORI, rd.number(), rs1.number(), imm);
    }

    default void andi(Register rd, Register rs1, long imm) {
        emit(Instruction.ANDI, rd.number(), rs1.number(), imm);
    }

    default void slli(Register rd, Register rs1, int shamt) {
        emit(Instruction.SLLI, rd.number(), rs1.number(), shamt);
    }

    default void srli(Register rd, Register rs1, int shamt) {
        emit(Instruction.SRLI, rd.number(), rs1.number(), shamt);
    }

    default void srai(Register rd, Register rs1, int shamt) {
        emit(Instruction.SRAI, rd.number(), rs1.number(), shamt);
    }

    default void add(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ADD, rd.number(), rs1.number(), rs2.number());
    }

    default void sub(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SUB, rd.number(), rs1.number(), rs2.number());
    }

    default void sll(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SLL, rd.number(), rs1.number(), rs2.number());
    }

    default void slt(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SLT, rd.number(), rs1.number(), rs2.number());
    }

    default void sltu(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SLTU, rd.number(), rs1.number(), rs2.number());
    }

    default void xor(Register rd, Register rs1, Register rs2) {
        emit(Instruction.XOR, rd.number(), rs1.number(), rs2.number());
    }

    default void srl(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SRL, rd.number(), rs1.number(), rs2.number());
    }

    default void sra(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SRA, rd.number(), rs1.number(), rs2.number());
    }

    default void or(Register rd, Register rs1, Register rs2) {
        emit(Instruction.OR, rd.number(), rs1.number(), rs2.number());
    }

    default void and(Register rd, Register rs1, Register rs2) {
        emit(Instruction.AND, rd.number(), rs1.number(), rs2.number());
    }

    default void addiw(Register rd, Register rs1, long imm) {
        emit(Instruction.ADDIW, rd.number(), rs1.number(), imm);
    }

    default void slliw(Register rd, Register rs1, int shamt) {
        emit(Instruction.SLLIW, rd.number(), rs1.number(), shamt);
    }

    default void srliw(Register rd, Register rs1, int shamt) {
        emit(Instruction.SRLIW, rd.number(), rs1.number(), shamt);
    }

    default void sraiw(Register rd, Register rs1, int shamt) {
        emit(Instruction.SRAIW, rd.number(), rs1.number(), shamt);
    }

    default void addw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.ADDW, rd.number(), rs1.number(), rs2.number());
    }

    default void subw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SUBW, rd.number(), rs1.number(), rs2.number());
    }

    default void sllw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SLLW, rd.number(), rs1.number(), rs2.number());
    }

    default void srlw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SRLW, rd.number(), rs1.number(), rs2.number());
    }

    default void sraw(Register rd, Register rs1, Register rs2) {
        emit(Instruction.SRAW, rd.number(), rs1.number(), rs2.number());
    }
}

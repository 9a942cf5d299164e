package vesper.isa;

import static vesper.isa.Register.RA;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.ZERO;

/**
 * What assembly language has beyond the encodings: labels as targets, constants of any width, and the usual short
 * words (manual, chapter 34). A target is a label, {@code label+8}, {@code label-8}, or {@code 1b} and {@code 1f} for
 * the nearest {@code 1} behind or ahead.
 */
@SuppressWarnings("MemberName") // the manual's mnemonics
public interface PseudoInstructions extends BaseInstructions {
    /** A conditional branch; out of its reach it becomes the opposite branch over a {@code jal}. */
    void branch(Instruction row, Register rs1, Register rs2, String target);

    /** Jumps within 1 MiB. */
    void jal(Register rd, String target);

    /**
     * {@code auipc base, ...} and a second instruction that adds the low twelve bits: {@code addi}, {@code jalr}, a
     * load or a store; of the last, {@code rd} is what is stored. Reaches 2 GiB to either side.
     */
    void pcRelative(Instruction second, Register rd, Register base, String target);

    default void beq(Register rs1, Register rs2, String target) {
        branch(Instruction.BEQ, rs1, rs2, target);
    }

    default void bne(Register rs1, Register rs2, String target) {
        branch(Instruction.BNE, rs1, rs2, target);
    }

    default void blt(Register rs1, Register rs2, String target) {
        branch(Instruction.BLT, rs1, rs2, target);
    }

    default void bge(Register rs1, Register rs2, String target) {
        branch(Instruction.BGE, rs1, rs2, target);
    }

    default void bltu(Register rs1, Register rs2, String target) {
        branch(Instruction.BLTU, rs1, rs2, target);
    }

    default void bgeu(Register rs1, Register rs2, String target) {
        branch(Instruction.BGEU, rs1, rs2, target);
    }

    default void bgt(Register rs1, Register rs2, String target) {
        blt(rs2, rs1, target);
    }

    default void ble(Register rs1, Register rs2, String target) {
        bge(rs2, rs1, target);
    }

    default void bgtu(Register rs1, Register rs2, String target) {
        bltu(rs2, rs1, target);
    }

    default void bleu(Register rs1, Register rs2, String target) {
        bgeu(rs2, rs1, target);
    }

    default void beqz(Register rs1, String target) {
        beq(rs1, ZERO, target);
    }

    default void bnez(Register rs1, String target) {
        bne(rs1, ZERO, target);
    }

    default void bltz(Register rs1, String target) {
        blt(rs1, ZERO, target);
    }

    default void bgez(Register rs1, String target) {
        bge(rs1, ZERO, target);
    }

    default void bgtz(Register rs1, String target) {
        blt(ZERO, rs1, target);
    }

    default void blez(Register rs1, String target) {
        bge(ZERO, rs1, target);
    }

    default void j(String target) {
        jal(ZERO, target);
    }

    default void jal(String target) {
        jal(RA, target);
    }

    default void jr(Register rs1) {
        jalr(ZERO, 0, rs1);
    }

    default void jalr(Register rs1) {
        jalr(RA, 0, rs1);
    }

    default void ret() {
        jr(RA);
    }

    /** Calls any distance; {@code ra} takes the return address. */
    default void call(String target) {
        pcRelative(Instruction.JALR, RA, RA, target);
    }

    /** Jumps any distance through {@code t1}. */
    default void tail(String target) {
        pcRelative(Instruction.JALR, ZERO, T1, target);
    }

    /** The address of a label. */
    default void la(Register rd, String target) {
        pcRelative(Instruction.ADDI, rd, rd, target);
    }

    /** The 64-bit constant in as few as one and as many as eight instructions. */
    default void li(Register rd, long value) {
        long low = value << 52 >> 52;
        long rest = value - low;
        if (rest == 0) {
            addi(rd, ZERO, low);
        } else if (value == (int) value) {
            lui(rd, rest >> 12 & 0xfffff);
            if (low != 0) {
                addiw(rd, rd, low);
            }
        } else {
            int shift = Long.numberOfTrailingZeros(rest);
            li(rd, rest >> shift);
            slli(rd, rd, shift);
            if (low != 0) {
                addi(rd, rd, low);
            }
        }
    }

    default void nop() {
        addi(ZERO, ZERO, 0);
    }

    default void mv(Register rd, Register rs1) {
        addi(rd, rs1, 0);
    }

    default void not(Register rd, Register rs1) {
        xori(rd, rs1, -1);
    }

    default void neg(Register rd, Register rs2) {
        sub(rd, ZERO, rs2);
    }

    default void negw(Register rd, Register rs2) {
        subw(rd, ZERO, rs2);
    }

    default void sext_w(Register rd, Register rs1) {
        addiw(rd, rs1, 0);
    }

    default void zext_b(Register rd, Register rs1) {
        andi(rd, rs1, 255);
    }

    default void seqz(Register rd, Register rs1) {
        sltiu(rd, rs1, 1);
    }

    default void snez(Register rd, Register rs2) {
        sltu(rd, ZERO, rs2);
    }

    default void sltz(Register rd, Register rs1) {
        slt(rd, rs1, ZERO);
    }

    default void sgtz(Register rd, Register rs2) {
        slt(rd, ZERO, rs2);
    }
}

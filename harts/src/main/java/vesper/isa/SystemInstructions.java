package vesper.isa;

/** CSRs, fences, environment calls and what the privileged manual adds. */
@SuppressWarnings("MemberName") // the manual's mnemonics
public interface SystemInstructions extends Emitter {
    default void ecall() {
        emit(Instruction.ECALL);
    }

    default void ebreak() {
        emit(Instruction.EBREAK);
    }

    default void fence_i() {
        emit(Instruction.FENCE_I);
    }

    default void csrrw(Register rd, int csr, Register rs1) {
        emit(Instruction.CSRRW, rd.number(), csr, rs1.number());
    }

    default void csrrs(Register rd, int csr, Register rs1) {
        emit(Instruction.CSRRS, rd.number(), csr, rs1.number());
    }

    default void csrrc(Register rd, int csr, Register rs1) {
        emit(Instruction.CSRRC, rd.number(), csr, rs1.number());
    }

    default void csrrwi(Register rd, int csr, int zimm) {
        emit(Instruction.CSRRWI, rd.number(), csr, zimm);
    }

    default void csrrsi(Register rd, int csr, int zimm) {
        emit(Instruction.CSRRSI, rd.number(), csr, zimm);
    }

    default void csrrci(Register rd, int csr, int zimm) {
        emit(Instruction.CSRRCI, rd.number(), csr, zimm);
    }

    default void sret() {
        emit(Instruction.SRET);
    }

    default void mret() {
        emit(Instruction.MRET);
    }

    default void wfi() {
        emit(Instruction.WFI);
    }

    default void sfence_vma(Register rs1, Register rs2) {
        emit(Instruction.SFENCE_VMA, rs1.number(), rs2.number());
    }

    /** The sets are written as in assembly language: letters of {@code iorw} in this order. */
    default void fence(String pred, String succ) {
        emit(Instruction.FENCE, fenceSet(pred), fenceSet(succ));
    }

    /** Everything before everything after. */
    default void fence() {
        fence("iorw", "iorw");
    }

    default void fence_tso() {
        emitWord(Instruction.FENCE.encode(fenceSet("rw"), fenceSet("rw")) | 8 << 28);
    }

    default void pause() {
        emit(Instruction.FENCE, fenceSet("w"), 0);
    }

    /** Flushes all addresses of all address spaces. */
    default void sfence_vma() {
        sfence_vma(Register.ZERO, Register.ZERO);
    }

    default void csrr(Register rd, int csr) {
        csrrs(rd, csr, Register.ZERO);
    }

    default void csrw(int csr, Register rs1) {
        csrrw(Register.ZERO, csr, rs1);
    }

    default void csrs(int csr, Register rs1) {
        csrrs(Register.ZERO, csr, rs1);
    }

    default void csrc(int csr, Register rs1) {
        csrrc(Register.ZERO, csr, rs1);
    }

    default void csrwi(int csr, int zimm) {
        csrrwi(Register.ZERO, csr, zimm);
    }

    default void csrsi(int csr, int zimm) {
        csrrsi(Register.ZERO, csr, zimm);
    }

    default void csrci(int csr, int zimm) {
        csrrci(Register.ZERO, csr, zimm);
    }

    private static int fenceSet(String letters) {
        int set = 0;
        int last = -1;
        for (int i = 0; i < letters.length(); i++) {
            int at = "iorw".indexOf(letters.charAt(i));
            if (at <= last) {
                throw new IllegalArgumentException(
                        "fence: '" + letters + "' is no set: write letters of iorw in order");
            }
            last = at;
            set |= 8 >> at;
        }
        return set;
    }
}

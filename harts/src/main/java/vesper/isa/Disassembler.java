package vesper.isa;

import java.util.List;

/** Instructions as text, in the words of GNU {@code objdump}; one space stands between mnemonic and operands. */
public final class Disassembler {
    private static final String[] ROUNDING = {"rne", "rtz", "rdn", "rup", "rmm", "unknown", "unknown", "dyn"};

    private Disassembler() {}

    /**
     * Writes an instruction, with the common pseudo-instructions.
     *
     * @param word the encoding; a 16-bit one in its low half is written as what it expands to
     * @param pc its address, from which targets of jumps are computed
     */
    public static String disassemble(int word, long pc) {
        int expanded = expand(word);
        Pseudo pseudo = Pseudo.of(expanded);
        if (pseudo != null) {
            return text(pseudo.mnemonic(), pseudo.operands(), expanded, pc);
        }
        return disassembleBase(word, pc);
    }

    /** Writes an instruction as its row in the table, as {@code objdump -M no-aliases} does. */
    public static String disassembleBase(int word, long pc) {
        int expanded = expand(word);
        Instruction row = Instruction.decode(expanded);
        if (row == null) {
            return Compressed.isCompressed(word)
                    ? ".2byte 0x%x".formatted(word & 0xffff)
                    : ".4byte 0x%x".formatted(word);
        }
        List<Operand> operands = row.format().operands();
        if (row.format().hasRounding()
                && Operands.rm(expanded) == row.usualRounding().rm()) {
            operands = operands.subList(0, operands.size() - 1);
        }
        return text(Mnemonic.of(row, expanded), operands, expanded, pc);
    }

    private static int expand(int word) {
        return Compressed.isCompressed(word) ? Compressed.expand(word) : word;
    }

    private static String text(String mnemonic, List<Operand> operands, int word, long pc) {
        StringBuilder text = new StringBuilder(mnemonic);
        char separator = ' ';
        boolean offset = false;
        for (Operand operand : operands) {
            // An offset and its base are one operand: 8(sp).
            if (operand != Operand.BASE || !offset) {
                text.append(separator);
            }
            text.append(operand(operand, operand.decode(word), pc));
            separator = ',';
            offset = operand == Operand.IMM_I || operand == Operand.IMM_S;
        }
        return text.toString();
    }

    private static String operand(Operand operand, int value, long pc) {
        return switch (operand) {
            case RD, RS1, RS2 -> Register.of(value).abiName();
            case FRD, FRS1, FRS2, FRS3 -> FRegister.of(value).abiName();
            case BASE -> "(" + Register.of(value).abiName() + ")";
            case IMM_I, IMM_S, ZIMM -> Integer.toString(value);
            case IMM_U, SHAMT, SHAMT_W -> "0x" + Integer.toHexString(value);
            case IMM_B, IMM_J -> "0x" + Long.toHexString(pc + value);
            case CSR -> Csrs.name(value);
            case PRED, SUCC -> fenceSet(value);
            case RM -> ROUNDING[value];
        };
    }

    private static String fenceSet(int set) {
        if (set == 0) {
            return "unknown";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            if ((set & 8 >> i) != 0) {
                text.append("iorw".charAt(i));
            }
        }
        return text.toString();
    }
}

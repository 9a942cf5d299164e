package vesper.stress.litmus.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.isa.PseudoInstructions;
import vesper.isa.Register;

/**
 * The short words of assembly language (manual, chapter 34), as far as they have a place in litmus tests. What each
 * stands for is the assembler's to say: its definitions are called, with a list to append to.
 */
final class PseudoParser {
    private static final int FENCE_ALL = 0x0ff0_000f;

    private final Cursor cursor;
    private final Steps to = new Steps();

    PseudoParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** What the mnemonic and the operands behind it stand for; empty if this is no pseudo-instruction. */
    Optional<List<Step>> parse(String mnemonic) throws LitmusSyntaxException {
        switch (mnemonic) {
            case "nop" -> to.nop();
            case "fence.tso" -> to.fenceTso();
            case "fence" -> {
                if (!cursor.atEnd()) {
                    return Optional.empty();
                }
                to.emitWord(FENCE_ALL);
            }
            case "li" -> to.li(register(), number());
            case "j" -> to.j(label());
            case "mv" -> to.mv(register(), second());
            case "not" -> to.not(register(), second());
            case "neg" -> to.neg(register(), second());
            case "negw" -> to.negw(register(), second());
            case "sext.w" -> to.sext_w(register(), second());
            case "zext.b" -> to.zext_b(register(), second());
            case "zext.w" -> to.emit(Instruction.ADD_UW, register().number(), second().number(), 0);
            case "seqz" -> to.seqz(register(), second());
            case "snez" -> to.snez(register(), second());
            case "sltz" -> to.sltz(register(), second());
            case "sgtz" -> to.sgtz(register(), second());
            case "beqz" -> to.beqz(register(), nextLabel());
            case "bnez" -> to.bnez(register(), nextLabel());
            case "bltz" -> to.bltz(register(), nextLabel());
            case "bgez" -> to.bgez(register(), nextLabel());
            case "bgtz" -> to.bgtz(register(), nextLabel());
            case "blez" -> to.blez(register(), nextLabel());
            case "bgt" -> to.bgt(register(), second(), nextLabel());
            case "ble" -> to.ble(register(), second(), nextLabel());
            case "bgtu" -> to.bgtu(register(), second(), nextLabel());
            case "bleu" -> to.bleu(register(), second(), nextLabel());
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(to.steps));
    }

    private Register register() throws LitmusSyntaxException {
        return Register.of(Names.registerNumber(cursor));
    }

    private Register second() throws LitmusSyntaxException {
        cursor.expect(",");
        return register();
    }

    private long number() throws LitmusSyntaxException {
        cursor.expect(",");
        return cursor.number("a number");
    }

    private String label() throws LitmusSyntaxException {
        return cursor.word("a label");
    }

    private String nextLabel() throws LitmusSyntaxException {
        cursor.expect(",");
        return label();
    }

    /** Takes what the assembler would, as steps. */
    private static final class Steps implements PseudoInstructions {
        private static final long READ_AND_WRITE = 3;

        private final List<Step> steps = new ArrayList<>();

        void fenceTso() {
            List<Long> operands = List.of(READ_AND_WRITE, READ_AND_WRITE, (long) Step.TSO);
            steps.add(new Step(Instruction.FENCE, false, false, operands, Optional.empty()));
        }

        @Override
        public void emitWord(int word) {
            Instruction row = Instruction.decode(word);
            if (row == null) {
                throw new IllegalStateException("a pseudo-instruction that is none: " + Integer.toHexString(word));
            }
            Stream<Operand> operands = row.format().operands().stream();
            List<Long> values =
                    operands.map(operand -> (long) operand.decode(word)).toList();
            steps.add(new Step(row, false, false, values, Optional.empty()));
        }

        @Override
        public void branch(Instruction row, Register rs1, Register rs2, String target) {
            List<Long> registers = List.of((long) rs1.number(), (long) rs2.number());
            steps.add(new Step(row, false, false, registers, Optional.of(target)));
        }

        @Override
        public void jal(Register rd, String target) {
            steps.add(new Step(Instruction.JAL, false, false, List.of((long) rd.number()), Optional.of(target)));
        }

        @Override
        public void pcRelative(Instruction second, Register rd, Register base, String target) {
            throw new UnsupportedOperationException("addresses of labels");
        }
    }
}

package vesper.stress.litmus.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vesper.isa.Extension;
import vesper.isa.Instruction;
import vesper.isa.Mnemonic;
import vesper.isa.Operand;
import vesper.isa.Operands;

/**
 * One instruction: mnemonic and operands, through the table of instructions.
 *
 * <p>What has no place in a litmus test ({@link Repertoire}) is kept as unsupported.
 */
final class InstructionParser {
    private static final Map<String, Integer> FENCE_SETS = fenceSets();

    private final Cursor cursor;

    InstructionParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The steps that the instruction stands for, or none if it is unsupported. */
    Optional<List<Step>> parse() throws LitmusSyntaxException {
        String text = cursor.word("an instruction").toLowerCase(Locale.ROOT);
        Optional<List<Step>> pseudo = new PseudoParser(cursor).parse(text);
        if (pseudo.isPresent()) {
            return pseudo;
        }
        Mnemonic mnemonic = Mnemonic.parse(text);
        if (mnemonic == null) {
            return Optional.empty();
        }
        Instruction row = mnemonic.row();
        if (!Repertoire.has(row)) {
            return Optional.empty();
        }
        return Optional.of(List.of(operands(row, Operands.aq(mnemonic.ordering()), Operands.rl(mnemonic.ordering()))));
    }

    private Step operands(Instruction row, boolean aq, boolean rl) throws LitmusSyntaxException {
        List<Long> values = new ArrayList<>();
        Optional<String> target = Optional.empty();
        boolean first = true;
        boolean atomic = row.format().isAtomic();
        for (Operand operand : row.format().operands()) {
            boolean behindOffset = operand == Operand.BASE && !atomic;
            if (!first && !behindOffset) {
                cursor.expect(",");
            }
            first = false;
            if (operand == Operand.IMM_B || operand == Operand.IMM_J) {
                target = Optional.of(cursor.word("a label"));
            } else {
                values.add(operand(operand, atomic));
            }
        }
        return row.extension() == Extension.ZALASR
                ? Step.zalasr(row, aq, rl, values)
                : new Step(row, aq, rl, values, target);
    }

    private long operand(Operand operand, boolean atomic) throws LitmusSyntaxException {
        return switch (operand) {
            case RD, RS1, RS2 -> Names.registerNumber(cursor);
            case BASE -> base(atomic);
            case PRED, SUCC -> fenceSet();
            case IMM_I, IMM_S -> cursor.looksAt("(") ? 0 : immediate(operand);
            default -> immediate(operand);
        };
    }

    private long base(boolean atomic) throws LitmusSyntaxException {
        if (atomic && cursor.looksAt(Cursor::isDigit)) {
            int start = cursor.position();
            if (cursor.number("0") != 0) {
                throw cursor.expectedAt(start, "offset 0, as atomic instructions have no other");
            }
        }
        cursor.expect("(");
        long base = Names.registerNumber(cursor);
        cursor.expect(")");
        return base;
    }

    private long immediate(Operand operand) throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        long value = cursor.number("a number");
        if (!operand.fits(value)) {
            throw cursor.expectedAt(start, "a number from " + operand.least() + " to " + operand.greatest());
        }
        return value;
    }

    private long fenceSet() throws LitmusSyntaxException {
        cursor.skipSpace();
        int start = cursor.position();
        Integer set = FENCE_SETS.get(cursor.word("r, w, or others of iorw"));
        if (set == null) {
            throw cursor.expectedAt(start, "letters of iorw, in this order");
        }
        return set;
    }

    /** Every non-empty selection of {@code iorw} in this order, with its bits. */
    private static Map<String, Integer> fenceSets() {
        Map<String, Integer> sets = new HashMap<>();
        for (int set = 1; set < 16; set++) {
            StringBuilder letters = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                if ((set & 8 >> i) != 0) {
                    letters.append("iorw".charAt(i));
                }
            }
            sets.put(letters.toString(), set);
        }
        return Map.copyOf(sets);
    }
}

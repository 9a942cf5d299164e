package vesper.isa;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the operands: an instruction's name, with its ordering annotations.
 *
 * @param row its row in the table
 * @param ordering the {@code aq} and {@code rl} bits at their places in the encoding
 */
public record Mnemonic(Instruction row, int ordering) {
    private static final int ANNOTATIONS = Ordering.AQ.bit() | Ordering.RL.bit();

    private static final Map<String, Mnemonic> BY_TEXT = texts();

    /** Finds {@code amoadd.w.aqrl}, {@code lr.d}, {@code lw.aq}; both bits may be written {@code .aq.rl} too. */
    public static @Nullable Mnemonic parse(String text) {
        return BY_TEXT.get(text);
    }

    /** As assembly language writes {@code word}, which matches {@code row}: {@code sw.aqrl}. */
    static String of(Instruction row, int word) {
        return row.format().isAtomic() ? stem(row) + suffix(word) : row.mnemonic();
    }

    private static Map<String, Mnemonic> texts() {
        Map<String, Mnemonic> texts = new HashMap<>();
        for (Instruction row : Instruction.values()) {
            if (row.format().isAtomic()) {
                putAnnotated(texts, row);
            } else {
                texts.put(row.mnemonic(), new Mnemonic(row, 0));
            }
        }
        return Map.copyOf(texts);
    }

    private static void putAnnotated(Map<String, Mnemonic> texts, Instruction row) {
        for (int ordering : new int[] {0, Ordering.AQ.bit(), Ordering.RL.bit(), ANNOTATIONS}) {
            if (((ordering ^ row.match()) & row.mask() & ANNOTATIONS) == 0) {
                texts.put(stem(row) + suffix(ordering), new Mnemonic(row, ordering));
            }
        }
        texts.put(stem(row) + ".aq.rl", new Mnemonic(row, ANNOTATIONS));
    }

    /** Without the annotation that names a row of Zalasr. */
    private static String stem(Instruction row) {
        String mnemonic = row.mnemonic();
        return row.extension() == Extension.ZALASR ? mnemonic.substring(0, mnemonic.indexOf('.')) : mnemonic;
    }

    private static String suffix(int word) {
        if (Operands.aq(word)) {
            return Operands.rl(word) ? ".aqrl" : ".aq";
        }
        return Operands.rl(word) ? ".rl" : "";
    }
}

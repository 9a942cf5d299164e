package vesper.stress.litmus.generate;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The ordering bits of an instruction. */
enum Order {
    NONE("P", ""),
    AQ("Aq", ".aq"),
    RL("Rl", ".rl"),
    AQ_RL("AR", ".aq.rl");

    /** All of them, as an alternative in a regular expression. */
    static final String PATTERN = Arrays.stream(values()).map(o -> o.word).collect(Collectors.joining("|", "(?:", ")"));

    private final String word;
    private final String suffix;

    Order(String word, String suffix) {
        this.word = word;
        this.suffix = suffix;
    }

    static Order of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word.equals(word))
                .findAny()
                .orElseThrow();
    }

    static Order of(boolean aq, boolean rl) {
        return aq ? rl ? AQ_RL : AQ : rl ? RL : NONE;
    }

    boolean aq() {
        return this == AQ || this == AQ_RL;
    }

    boolean rl() {
        return this == RL || this == AQ_RL;
    }

    /** As a cycle spells it. */
    String word() {
        return word;
    }

    /** As a mnemonic ends. */
    String suffix() {
        return suffix;
    }
}

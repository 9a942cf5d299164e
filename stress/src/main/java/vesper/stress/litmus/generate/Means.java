package vesper.stress.litmus.generate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which instruction an access is made.
 *
 * @param order of the load, the store or the AMO; of a pair, of its {@code lr}
 * @param second of a pair, the order of its {@code sc}
 */
public record Means(Kind kind, Order order, Order second) {
    /** The instruction, or the two. */
    public enum Kind {
        /** A load or store; with an order, Zalasr's. */
        PLAIN,
        /** {@code lr} and {@code sc}; a read stores back what it read. */
        PAIR,
        /** {@code amoswap} to write; {@code amoor} with {@code x0} to read. */
        AMO
    }

    static final Means PLAIN = new Means(Kind.PLAIN, Order.NONE, Order.NONE);

    /** A word for it, in a regular expression without groups. */
    static final String PATTERN = "(?:X%1$s%1$s|X|Amo\\.%1$s|Amo|%1$s)".formatted(Order.PATTERN);

    private static final Pattern WORD = Pattern.compile("(X|Amo\\.?)?(%1$s?)(%1$s?)".formatted(Order.PATTERN));

    static Means parse(String word) {
        Matcher match = WORD.matcher(word);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + word + "' is no annotation");
        }
        Kind kind = match.group(1) == null ? Kind.PLAIN : match.group(1).equals("X") ? Kind.PAIR : Kind.AMO;
        return new Means(kind, order(match.group(2)), order(match.group(3)));
    }

    private static Order order(String word) {
        return word.isEmpty() ? Order.NONE : Order.of(word);
    }

    boolean isAtomic() {
        return kind != Kind.PLAIN;
    }

    /** Whether there is such an instruction: a load-acquire, but no store-acquire. */
    boolean suits(Direction direction) {
        boolean lacking = direction == Direction.R ? order == Order.RL : order == Order.AQ;
        return isAtomic() || !lacking;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case PLAIN -> order.word();
            case PAIR -> order == Order.NONE && second == Order.NONE ? "X" : "X" + order.word() + second.word();
            case AMO -> order == Order.NONE ? "Amo" : "Amo." + order.word();
        };
    }
}

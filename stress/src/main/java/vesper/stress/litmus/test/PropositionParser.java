package vesper.stress.litmus.test;

import java.util.ArrayList;
import java.util.List;

/**
 * Propositions, from the weakest binding to the strongest: {@code =>} to the right, {@code \/}, {@code /\}, {@code not}
 * or {@code ~}.
 */
final class PropositionParser {
    /** The suite's deepest is 20; this many calls fit on any thread's stack. */
    private static final int DEEPEST = 200;

    private final Cursor cursor;
    private final Scope scope;
    private int depth;

    PropositionParser(Cursor cursor, Scope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    Proposition parse() throws LitmusSyntaxException {
        if (depth == DEEPEST) {
            throw cursor.expected("at most " + DEEPEST + " propositions inside each other");
        }
        depth++;
        Proposition premise = disjunction();
        Proposition result = cursor.accept("=>") ? new Proposition.Implies(premise, parse()) : premise;
        depth--;
        return result;
    }

    private Proposition disjunction() throws LitmusSyntaxException {
        List<Proposition> operands = new ArrayList<>();
        do {
            operands.add(conjunction());
        } while (cursor.accept("\\/"));
        return operands.size() == 1 ? operands.getFirst() : new Proposition.Or(operands);
    }

    private Proposition conjunction() throws LitmusSyntaxException {
        List<Proposition> operands = new ArrayList<>();
        do {
            operands.add(negation());
        } while (cursor.accept("/\\"));
        return operands.size() == 1 ? operands.getFirst() : new Proposition.And(operands);
    }

    private Proposition negation() throws LitmusSyntaxException {
        boolean negated = false;
        while (cursor.acceptWord("not") || cursor.accept("~")) {
            negated = !negated;
        }
        Proposition operand = atom();
        return negated ? new Proposition.Not(operand) : operand;
    }

    /**
     * Whether it is a number of 32 bits, the highest of them set. For herd, a register without a type holds an
     * {@code int}, so that {@code 0:x5=0xffffffff} is true of what {@code lw} loads, and here as well.
     */
    private static boolean isWord(long number) {
        return number >>> (Integer.SIZE - 1) == 1;
    }

    private Proposition atom() throws LitmusSyntaxException {
        if (cursor.accept("(")) {
            Proposition inner = parse();
            cursor.expect(")");
            return inner;
        }
        if (cursor.acceptWord("true")) {
            return Proposition.TRUE;
        }
        if (cursor.acceptWord("false")) {
            return new Proposition.Constant(false);
        }
        Observed name = scope.observed(cursor);
        if (!cursor.accept("==")) {
            cursor.expect("=");
        }
        Value value = scope.value(cursor, name);
        Proposition equal = new Proposition.Equal(name, value);
        if (value instanceof Value.Literal literal && scope.hasNoType(name) && isWord(literal.value())) {
            Value extended = DataType.INT32.value(literal.value());
            return new Proposition.Or(List.of(equal, new Proposition.Equal(name, extended)));
        }
        return equal;
    }
}

package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import vesper.stress.Randomness;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** A program while it is generated: chance, what is declared, what is in scope. */
final class Draft {
    private static final int RISK_PERCENT = 4;

    final Randomness random;
    final World world = new World();
    private Scope scope = new Scope();
    private int points;
    private int names;

    Draft(Randomness random) {
        this.random = random;
    }

    Scope scope() {
        return scope;
    }

    /** Another method begins. */
    Scope newScope() {
        scope = new Scope();
        return scope;
    }

    String fresh(String prefix) {
        return prefix + names++;
    }

    /** The text of a statement that makes a value part of the answer. */
    String point(String value) {
        return "Harness.point(" + points++ + ", " + value + ");";
    }

    /** Whether to write something that may panic. */
    boolean risk() {
        return random.chance(RISK_PERCENT);
    }

    boolean chance(int percent) {
        return random.chance(percent);
    }

    int below(int bound) {
        return random.below(bound);
    }

    @SafeVarargs
    final <T> T pick(T... from) {
        return from[random.below(from.length)];
    }

    Primitive primitive() {
        return random.pick(List.of(Primitive.values()));
    }

    /** Any type but boolean, {@code int} and {@code long} the more often. */
    Primitive integer() {
        return pick(
                Primitive.BYTE,
                Primitive.SHORT,
                Primitive.CHAR,
                Primitive.INT,
                Primitive.INT,
                Primitive.INT,
                Primitive.LONG,
                Primitive.LONG,
                Primitive.LONG);
    }

    /** Locals and statics; locals the more often, being named twice. */
    List<Variable> variables(Predicate<Variable> wanted) {
        List<Variable> found = new ArrayList<>(scope.matching(wanted));
        if (found.isEmpty() || random.chance(40)) {
            world.statics.stream().filter(wanted).forEach(found::add);
        }
        return found;
    }
}

package vesper.stress.litmus.test;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement on final states; written in herd's words, and read back the same. */
public sealed interface Proposition {
    Proposition TRUE = new Constant(true);

    boolean holds(FinalState state);

    /** The names that it speaks of, perhaps more than once each. */
    Stream<Observed> names();

    /** {@code true} or {@code false}. */
    record Constant(boolean value) implements Proposition {
        @Override
        public boolean holds(FinalState state) {
            return value;
        }

        @Override
        public Stream<Observed> names() {
            return Stream.empty();
        }

        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** {@code 0:x5=1}, {@code x=2}. */
    record Equal(Observed name, Value value) implements Proposition {
        @Override
        public boolean holds(FinalState state) {
            return state.value(name).equals(value);
        }

        @Override
        public Stream<Observed> names() {
            return Stream.of(name);
        }

        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    /** {@code not (...)}. */
    record Not(Proposition operand) implements Proposition {
        @Override
        public boolean holds(FinalState state) {
            return !operand.holds(state);
        }

        @Override
        public Stream<Observed> names() {
            return operand.names();
        }

        @Override
        public String toString() {
            return "not (" + operand + ")";
        }
    }

    /** {@code (... /\ ...)}, of two or more. */
    record And(List<Proposition> operands) implements Proposition {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(FinalState state) {
            return operands.stream().allMatch(operand -> operand.holds(state));
        }

        @Override
        public Stream<Observed> names() {
            return operands.stream().flatMap(Proposition::names);
        }

        @Override
        public String toString() {
            return operands.stream().map(Object::toString).collect(Collectors.joining(" /\\ ", "(", ")"));
        }
    }

    /** {@code (... \/ ...)}, of two or more. */
    record Or(List<Proposition> operands) implements Proposition {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(FinalState state) {
            return operands.stream().anyMatch(operand -> operand.holds(state));
        }

        @Override
        public Stream<Observed> names() {
            return operands.stream().flatMap(Proposition::names);
        }

        @Override
        public String toString() {
            return operands.stream().map(Object::toString).collect(Collectors.joining(" \\/ ", "(", ")"));
        }
    }

    /** {@code (... => ...)}. */
    record Implies(Proposition premise, Proposition conclusion) implements Proposition {
        @Override
        public boolean holds(FinalState state) {
            return !premise.holds(state) || conclusion.holds(state);
        }

        @Override
        public Stream<Observed> names() {
            return Stream.concat(premise.names(), conclusion.names());
        }

        @Override
        public String toString() {
            return "(" + premise + " => " + conclusion + ")";
        }
    }
}

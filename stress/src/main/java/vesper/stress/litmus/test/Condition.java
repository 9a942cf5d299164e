package vesper.stress.litmus.test;

import java.util.Collection;

/** The last line of a test: what it asks of the final states. */
public record Condition(Quantifier quantifier, Proposition proposition) {
    /** In herd's words. */
    public enum Quantifier {
        EXISTS("exists"),
        NOT_EXISTS("~exists"),
        FORALL("forall");

        private final String spelling;

        Quantifier(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /** Whether the proposition holds of this state: what {@code *} marks in a histogram. */
    public boolean evaluate(FinalState state) {
        return proposition.holds(state);
    }

    /** Whether what is asked is true of these states: {@code Ok} or {@code No}. */
    public boolean validatedBy(Collection<FinalState> states) {
        return switch (quantifier) {
            case EXISTS -> states.stream().anyMatch(this::evaluate);
            case NOT_EXISTS -> states.stream().noneMatch(this::evaluate);
            case FORALL -> states.stream().allMatch(this::evaluate);
        };
    }

    @Override
    public String toString() {
        String text = proposition.toString();
        return quantifier + " " + (text.startsWith("(") ? text : "(" + text + ")");
    }
}

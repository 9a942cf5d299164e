package vesper.stress.litmus.model;

/** Of how many allowed final states a test's proposition holds. */
public enum Verdict {
    NEVER("Never"),
    SOMETIMES("Sometimes"),
    ALWAYS("Always");

    private final String spelling;

    Verdict(String spelling) {
        this.spelling = spelling;
    }

    /** Reads {@link #toString}'s words. A test without any allowed state is {@link #NEVER}. */
    static Verdict of(long holding, long states) {
        if (holding == 0) {
            return NEVER;
        }
        return holding == states ? ALWAYS : SOMETIMES;
    }

    @Override
    public String toString() {
        return spelling;
    }
}

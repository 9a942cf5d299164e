package vesper.stress.compiler.generate;

/**
 * A generated program: a class {@code fuzz.P<number>} with {@code static void part0()} and so on.
 *
 * @param seed what it follows from, together with its number
 * @param parts how many parts; each may panic
 */
public record Program(long seed, long number, int parts, Source source) {
    /** The package of all of them. */
    public static final String PACKAGE = "fuzz";

    public String className() {
        return "P" + number;
    }

    public Program with(Source other) {
        return new Program(seed, number, parts, other);
    }
}

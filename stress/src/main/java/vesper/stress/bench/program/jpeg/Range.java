package vesper.stress.bench.program.jpeg;

/** Numbers that are kept within limits. */
final class Range {
    private Range() {}

    static int clamp(int value, int least, int greatest) {
        return Math.max(least, Math.min(value, greatest));
    }
}

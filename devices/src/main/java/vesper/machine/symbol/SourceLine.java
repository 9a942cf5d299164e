package vesper.machine.symbol;

/**
 * A line of a source.
 *
 * @param file as the compiler was told, with its folder if that is known
 * @param line from 1
 */
public record SourceLine(String file, int line) {
    /** Such as {@code kernel/main.c:12}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}

package vesper.stress.litmus.generate;

/**
 * A litmus test.
 *
 * @param name unique in its suite, and fit for the name of a file, to which {@code .litmus} is added
 * @param text all of the file
 */
public record GeneratedTest(String name, String text) {}

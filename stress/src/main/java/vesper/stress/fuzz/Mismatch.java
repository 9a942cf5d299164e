package vesper.stress.fuzz;

import java.util.List;

/**
 * A case whose outcomes differ in what must be the same.
 *
 * @param report all of it in words, many lines
 */
record Mismatch(FuzzCase each, List<Difference> differences, String report) {}

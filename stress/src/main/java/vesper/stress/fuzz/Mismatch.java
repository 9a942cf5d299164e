package vesper.stress.fuzz;

import java.util.List;
import vesper.stress.Engine;

/**
 * A case whose outcomes on one engine and on QEMU differ in what must be the same.
 *
 * @param report all of it in words, many lines
 */
record Mismatch(FuzzCase each, Engine engine, List<Difference> differences, String report) {}

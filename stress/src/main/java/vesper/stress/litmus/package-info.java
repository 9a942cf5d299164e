/**
 * {@code vesper litmus}: litmus tests, run on the machine's harts and judged by a memory model.
 *
 * <p>{@link vesper.stress.litmus.test} has the tests, {@link vesper.stress.litmus.model} what a model allows them to end
 * in, {@link vesper.stress.litmus.run} what they end in here. This package finds the files, compares, and reports.
 */
@NullMarked
package vesper.stress.litmus;

import org.jspecify.annotations.NullMarked;

/** A library of sorts. */
@NullMarked
package vesper.stress.bench.program.sort;

import org.jspecify.annotations.NullMarked;

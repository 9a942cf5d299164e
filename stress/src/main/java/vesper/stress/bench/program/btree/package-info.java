/** Ordered maps on pages, with what a small data base has around them. */
@NullMarked
package vesper.stress.bench.program.btree;

import org.jspecify.annotations.NullMarked;

/** What the benchmark runs: guests for a bare board, written with our assembler, that time themselves. */
@NullMarked
package vesper.stress.bench.guest;

import org.jspecify.annotations.NullMarked;

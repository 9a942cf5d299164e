/** What the benchmark tells. */
@NullMarked
package vesper.stress.bench.report;

import org.jspecify.annotations.NullMarked;

/** What the benchmark found, as a table, as JSON lines, as a picture and as a page. */
@NullMarked
package vesper.stress.bench.report;

import org.jspecify.annotations.NullMarked;

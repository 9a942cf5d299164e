/** The benchmark's guests and how they are run. */
@NullMarked
package vesper.stress.bench.run;

import org.jspecify.annotations.NullMarked;

/** The benchmark's command. */
@NullMarked
package vesper.stress.bench;

import org.jspecify.annotations.NullMarked;

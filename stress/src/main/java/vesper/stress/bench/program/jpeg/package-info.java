/** Pictures, compressed as JPEG does. */
@NullMarked
package vesper.stress.bench.program.jpeg;

import org.jspecify.annotations.NullMarked;

/** Page frames. */
@NullMarked
package vesper.kernel.mm;

import org.jspecify.annotations.NullMarked;

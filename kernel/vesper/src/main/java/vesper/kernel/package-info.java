/** The kernel: its parts, and how they are put together. */
@NullMarked
package vesper.kernel;

import org.jspecify.annotations.NullMarked;

/** Locks, and the order in which they may be taken. */
@NullMarked
package vesper.kernel.lock;

import org.jspecify.annotations.NullMarked;

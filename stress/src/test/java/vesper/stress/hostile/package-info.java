/** Guests that try to break the machine. */
@NullMarked
package vesper.stress.hostile;

import org.jspecify.annotations.NullMarked;

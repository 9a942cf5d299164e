/**
 * The loop that executes decoded blocks.
 */
@NullMarked
package vesper.hart.interpret;

import org.jspecify.annotations.NullMarked;

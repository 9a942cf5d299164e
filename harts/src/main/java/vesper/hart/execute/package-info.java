/**
 * What instructions do, but for those that the loop of {@code interpret} does itself; and traps.
 */
@NullMarked
package vesper.hart.execute;

import org.jspecify.annotations.NullMarked;

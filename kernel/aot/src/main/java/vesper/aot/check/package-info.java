/** What kernel Java may do: every method that is reached is checked before anything is built. */
@NullMarked
package vesper.aot.check;

import org.jspecify.annotations.NullMarked;

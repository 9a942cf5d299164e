/** From reset to the console, in the order of the boot. */
@NullMarked
package vesper.kernel.boot;

import org.jspecify.annotations.NullMarked;

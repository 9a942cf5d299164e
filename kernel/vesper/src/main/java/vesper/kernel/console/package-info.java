/** What the kernel says, and how. */
@NullMarked
package vesper.kernel.console;

import org.jspecify.annotations.NullMarked;

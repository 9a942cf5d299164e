/** The kernel's last words. */
@NullMarked
package vesper.kernel.panic;

import org.jspecify.annotations.NullMarked;

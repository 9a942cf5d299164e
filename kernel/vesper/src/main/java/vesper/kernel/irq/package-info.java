/** The platform-level interrupt controller. */
@NullMarked
package vesper.kernel.irq;

import org.jspecify.annotations.NullMarked;

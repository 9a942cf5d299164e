/** Every trap of the kernel, all taken in M-mode: the vector, the frame, the dispatch on {@code mcause}. */
@NullMarked
package vesper.kernel.trap;

import org.jspecify.annotations.NullMarked;

/** What a process may ask of the kernel by {@code ecall}. */
@NullMarked
package vesper.kernel.syscall;

import org.jspecify.annotations.NullMarked;

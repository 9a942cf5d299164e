/** The compiled kernel on our machine and on QEMU. */
@NullMarked
package vesper.kernel.guest;

import org.jspecify.annotations.NullMarked;

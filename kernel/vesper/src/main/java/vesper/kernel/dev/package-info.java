/** Devices: the UART and what is typed on it, the CLINT, what a disk is. */
@NullMarked
package vesper.kernel.dev;

import org.jspecify.annotations.NullMarked;

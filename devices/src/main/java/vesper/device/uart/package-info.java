/** The NS16550A serial port, and the threads and rings between it and the host's console. */
@NullMarked
package vesper.device.uart;

import org.jspecify.annotations.NullMarked;

/** The machine's clock and the core-local interruptor: {@code mtime}, {@code mtimecmp} and {@code msip}. */
@NullMarked
package vesper.device.clint;

import org.jspecify.annotations.NullMarked;

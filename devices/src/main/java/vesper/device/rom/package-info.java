/** Read-only memory for the reset vector and the device tree. */
@NullMarked
package vesper.device.rom;

import org.jspecify.annotations.NullMarked;

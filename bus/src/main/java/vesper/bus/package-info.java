/**
 * What lies at which physical address, and in which order it may be seen.
 *
 * <p>{@link vesper.bus.PhysicalMemory} is RAM, {@link vesper.bus.Bus} finds what answers at an address, and
 * {@link vesper.bus.Dma} is how a device reaches RAM. Devices and harts meet only here.
 */
@NullMarked
package vesper.bus;

import org.jspecify.annotations.NullMarked;

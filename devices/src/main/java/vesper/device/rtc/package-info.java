/** The goldfish real-time clock. */
@NullMarked
package vesper.device.rtc;

import org.jspecify.annotations.NullMarked;

/** The platform-level interrupt controller: sources in, one level for each context out. */
@NullMarked
package vesper.device.plic;

import org.jspecify.annotations.NullMarked;

/** SiFive's test finisher, by which a guest powers the machine off or resets it. */
@NullMarked
package vesper.device.finisher;

import org.jspecify.annotations.NullMarked;

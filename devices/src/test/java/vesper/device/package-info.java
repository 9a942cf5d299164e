/** What the devices' tests share. */
@NullMarked
package vesper.device;

import org.jspecify.annotations.NullMarked;

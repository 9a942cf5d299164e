/** Debian's OpenSBI and U-Boot, unmodified, here and on QEMU. */
@NullMarked
package vesper.stress.firmware;

import org.jspecify.annotations.NullMarked;

/** Makes what the command boots: the kernel's ELF file and its disk. It runs in the build. */
@NullMarked
package vesper.image;

import org.jspecify.annotations.NullMarked;

/** The Minix 3 file system, read-only. */
@NullMarked
package vesper.kernel.fs;

import org.jspecify.annotations.NullMarked;

/** A board of make-believe for the kernel to boot on. */
@NullMarked
package vesper.kernel.board;

import org.jspecify.annotations.NullMarked;

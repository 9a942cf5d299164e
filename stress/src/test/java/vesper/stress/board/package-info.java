/** The board's devices, as a guest without firmware finds them, here and on QEMU. */
@NullMarked
package vesper.stress.board;

import org.jspecify.annotations.NullMarked;

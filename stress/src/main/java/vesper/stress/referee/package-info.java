/** Our hart and QEMU's, each with RAM that is filled and looked at from outside: what one does, the other must do. */
@NullMarked
package vesper.stress.referee;

import org.jspecify.annotations.NullMarked;

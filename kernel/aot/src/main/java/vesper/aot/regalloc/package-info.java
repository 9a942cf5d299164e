/** Register allocation: virtual registers become the machine's, or slots of the stack. */
@NullMarked
package vesper.aot.regalloc;

import org.jspecify.annotations.NullMarked;

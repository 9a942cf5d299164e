/** From graphs to machine code in an assembler. */
@NullMarked
package vesper.aot.emit;

import org.jspecify.annotations.NullMarked;

/** Bytecode as the compiler walks it, whatever it makes of it. */
@NullMarked
package vesper.aot.bytecode;

import org.jspecify.annotations.NullMarked;

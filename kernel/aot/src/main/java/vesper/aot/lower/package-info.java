/** Instruction selection: graphs become machine code over virtual registers. */
@NullMarked
package vesper.aot.lower;

import org.jspecify.annotations.NullMarked;

/**
 * The instruction set, in one table.
 *
 * <p>{@link vesper.isa.Instruction} lists every 32-bit encoding; decoder, assembler and disassembler derive from it.
 * {@link vesper.isa.Operands} takes the fields out of a word, {@link vesper.isa.Compressed} maps 16-bit encodings to
 * 32-bit ones and back. Knows nothing of harts or memory.
 */
@NullMarked
package vesper.isa;

import org.jspecify.annotations.NullMarked;

/** Texts made small by Huffman codes and otherwise. */
@NullMarked
package vesper.stress.bench.program.huffman;

import org.jspecify.annotations.NullMarked;

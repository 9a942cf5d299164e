/** AES and modes of it. */
@NullMarked
package vesper.stress.bench.program.aes;

import org.jspecify.annotations.NullMarked;

/** The compiler: class files of kernel Java in, one bare-metal RV64 ELF out. */
@NullMarked
package vesper.aot;

import org.jspecify.annotations.NullMarked;

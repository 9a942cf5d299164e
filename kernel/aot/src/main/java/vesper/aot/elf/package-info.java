/** The image as an ELF file that debuggers understand. */
@NullMarked
package vesper.aot.elf;

import org.jspecify.annotations.NullMarked;

/** Executables. */
@NullMarked
package vesper.kernel.exec;

import org.jspecify.annotations.NullMarked;

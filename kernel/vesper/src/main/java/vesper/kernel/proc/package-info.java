/** Processes and who runs next. */
@NullMarked
package vesper.kernel.proc;

import org.jspecify.annotations.NullMarked;

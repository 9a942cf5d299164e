/** Passes that make a {@link vesper.aot.ir.Graph} shorter and faster without changing what it does. */
@NullMarked
package vesper.aot.opt;

import org.jspecify.annotations.NullMarked;

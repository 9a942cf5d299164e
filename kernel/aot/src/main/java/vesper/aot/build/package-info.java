/** Methods from bytecode to SSA form. */
@NullMarked
package vesper.aot.build;

import org.jspecify.annotations.NullMarked;

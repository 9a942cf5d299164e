/** Tests of the IR itself. */
@NullMarked
package vesper.aot.ir;

import org.jspecify.annotations.NullMarked;

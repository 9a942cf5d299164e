/** What the compiler's passes work on: a method as blocks of values in SSA form. */
@NullMarked
package vesper.aot.ir;

import org.jspecify.annotations.NullMarked;

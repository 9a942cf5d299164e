/** Random programs in kernel Java that always end, as text. */
@NullMarked
package vesper.stress.compiler.generate;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vesper.stress.compiler;

import org.jspecify.annotations.NullMarked;

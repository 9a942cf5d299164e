@NullMarked
package vesper.stress.fuzz;

import org.jspecify.annotations.NullMarked;

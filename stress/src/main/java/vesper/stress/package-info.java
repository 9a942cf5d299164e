@NullMarked
package vesper.stress;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vesper.machine;

import org.jspecify.annotations.NullMarked;

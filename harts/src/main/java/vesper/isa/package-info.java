@NullMarked
package vesper.isa;

import org.jspecify.annotations.NullMarked;

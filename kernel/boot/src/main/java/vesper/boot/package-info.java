@NullMarked
package vesper.boot;

import org.jspecify.annotations.NullMarked;

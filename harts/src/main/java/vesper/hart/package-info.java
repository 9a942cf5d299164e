@NullMarked
package vesper.hart;

import org.jspecify.annotations.NullMarked;

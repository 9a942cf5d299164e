@NullMarked
package vesper.stress.litmus;

import org.jspecify.annotations.NullMarked;

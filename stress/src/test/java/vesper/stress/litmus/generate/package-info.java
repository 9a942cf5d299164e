@NullMarked
package vesper.stress.litmus.generate;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vesper.stress.litmus.run;

import org.jspecify.annotations.NullMarked;

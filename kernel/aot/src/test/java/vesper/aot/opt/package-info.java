/** Tests of the passes, by golden graphs and by running graphs before and after. */
@NullMarked
package vesper.aot.opt;

import org.jspecify.annotations.NullMarked;

/** What belongs to one hart, behind {@code tp}. */
@NullMarked
package vesper.kernel.hart;

import org.jspecify.annotations.NullMarked;

/** F and D arithmetic on raw bits: exact results and {@code fflags} in all five rounding modes. */
@NullMarked
package vesper.hart.fp;

import org.jspecify.annotations.NullMarked;

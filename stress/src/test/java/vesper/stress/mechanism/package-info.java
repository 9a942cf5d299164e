/** Runs the jcstress cases of what keeps harts and devices in step. */
@NullMarked
package vesper.stress.mechanism;

import org.jspecify.annotations.NullMarked;

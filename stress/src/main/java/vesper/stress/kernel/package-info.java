/** The jcstress cases of what the kernel shares between harts, on its own class files. */
@NullMarked
package vesper.stress.kernel;

import org.jspecify.annotations.NullMarked;

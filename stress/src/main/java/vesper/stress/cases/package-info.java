/** Runs the jcstress cases, wherever they lie, and says what came of it: for the command and for the ordinary build. */
@NullMarked
package vesper.stress.cases;

import org.jspecify.annotations.NullMarked;

/** That every jcstress case holds, and that the command says so. */
@NullMarked
package vesper.stress.cases;

import org.jspecify.annotations.NullMarked;

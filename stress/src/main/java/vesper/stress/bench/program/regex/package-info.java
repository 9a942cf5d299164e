/** Regular expressions, matched in three ways. */
@NullMarked
package vesper.stress.bench.program.regex;

import org.jspecify.annotations.NullMarked;

/** The command in a terminal, as its launcher starts it: what a stranger meets in the first minutes. */
@NullMarked
package vesper.stress.terminal;

import org.jspecify.annotations.NullMarked;

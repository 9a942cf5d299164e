/** The machine with one fault in its memory order at a time, and what finds each fault out. */
@NullMarked
package vesper.stress.mutant;

import org.jspecify.annotations.NullMarked;

/** Holds README.md and docs/ to the code: what they name is there. */
@NullMarked
package vesper.stress.documents;

import org.jspecify.annotations.NullMarked;

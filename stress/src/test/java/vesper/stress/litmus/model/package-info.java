@NullMarked
package vesper.stress.litmus.model;

import org.jspecify.annotations.NullMarked;

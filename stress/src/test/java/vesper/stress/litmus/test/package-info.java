@NullMarked
package vesper.stress.litmus.test;

import org.jspecify.annotations.NullMarked;

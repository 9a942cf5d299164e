/** The methods whose bodies the compiler knows: one row each. */
@NullMarked
package vesper.aot.intrinsic;

import org.jspecify.annotations.NullMarked;

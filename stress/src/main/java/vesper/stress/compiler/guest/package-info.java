/** What generated programs run on, in kernel Java: the same on the JVM and compiled. */
@NullMarked
package vesper.stress.compiler.guest;

import org.jspecify.annotations.NullMarked;

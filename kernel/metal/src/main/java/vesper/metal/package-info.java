/**
 * What kernel Java may use of the machine. Compiled by {@code vesper.aot}, each {@link vesper.metal.Intrinsic} method
 * becomes the instruction it names; on the JVM it works on {@link vesper.metal.host}, so that the same class files run
 * under JUnit and jcstress.
 */
@NullMarked
package vesper.metal;

import org.jspecify.annotations.NullMarked;

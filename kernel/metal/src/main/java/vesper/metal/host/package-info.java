/** What {@code vesper.metal} does on the JVM: memory, devices, harts and symbols of make-believe, for tests. */
@NullMarked
package vesper.metal.host;

import org.jspecify.annotations.NullMarked;

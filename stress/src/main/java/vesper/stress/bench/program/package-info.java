/**
 * Guests in kernel Java, a package each. The same class files run on the JVM, whose checksums are right.
 *
 * <p>What a hart writes to is its own: {@link vesper.stress.bench.program.Apart}.
 */
@NullMarked
package vesper.stress.bench.program;

import org.jspecify.annotations.NullMarked;

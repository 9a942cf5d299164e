/** Random programs in kernel Java, run on the JVM, compiled on our machine and on QEMU, and compared (docs/testing.md). */
@NullMarked
package vesper.stress.compiler;

import org.jspecify.annotations.NullMarked;

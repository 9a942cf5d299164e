/** Properties of the kernel's parts, written in kernel Java: checked on the JVM, and compiled on the machine. */
@NullMarked
package vesper.kernel.selftest;

import org.jspecify.annotations.NullMarked;

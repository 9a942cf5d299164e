/** From decoded guest code to the bytecode of a class: knows instructions and the JVM, and nothing of a running hart. */
@NullMarked
package vesper.hart.region;

import org.jspecify.annotations.NullMarked;

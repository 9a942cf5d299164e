/**
 * How good the code is: seven small pieces of a kernel in Java, each with a twin in C among the test resources that does
 * the same by the same steps, and what both execute.
 */
@NullMarked
package vesper.aot.bench;

import org.jspecify.annotations.NullMarked;

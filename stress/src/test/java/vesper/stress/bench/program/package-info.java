/** The programs in Java: what they compute, and how much code they execute. */
@NullMarked
package vesper.stress.bench.program;

import org.jspecify.annotations.NullMarked;

/** Runs the benchmark's guests as processes, ours and QEMU's in turn, and keeps what they took. */
@NullMarked
package vesper.stress.bench.run;

import org.jspecify.annotations.NullMarked;

/** Random instruction streams, run here and on QEMU, compared in all that a hart shows (docs/isa-fuzzing.md). */
@NullMarked
package vesper.stress.fuzz;

import org.jspecify.annotations.NullMarked;

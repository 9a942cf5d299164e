/** Measures the machine: guests written with our assembler, run in this process or against QEMU. */
@NullMarked
package vesper.stress.bench;

import org.jspecify.annotations.NullMarked;

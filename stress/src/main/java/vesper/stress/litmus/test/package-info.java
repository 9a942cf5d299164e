/**
 * Litmus tests for RISC-V as herd and litmus7 write them: {@link vesper.stress.litmus.test.LitmusParser} turns a file
 * into a {@link vesper.stress.litmus.test.LitmusTest}, {@link vesper.stress.litmus.test.LitmusPrinter} turns it back.
 *
 * <p>A test is some threads of instructions, what registers and memory hold before, and a condition on what they hold
 * in the end. What they hold in the end, of the names that the test looks at, is a
 * {@link vesper.stress.litmus.test.FinalState}.
 */
@NullMarked
package vesper.stress.litmus.test;

import org.jspecify.annotations.NullMarked;

/**
 * Runs litmus tests on the machine: each thread of a test on a hart of its own, thousands of times, and counts the final
 * states. {@link vesper.stress.litmus.run.LitmusMachine} is the way in.
 */
@NullMarked
package vesper.stress.litmus.run;

import org.jspecify.annotations.NullMarked;

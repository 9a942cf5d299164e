/**
 * Litmus tests made from cycles, in the words of the diy tools: {@code Cycle.parse("PodWW Rfe DpAddrdR Fre").test()}.
 *
 * <p>A cycle is a list of {@link vesper.stress.litmus.generate.Edge edges} from memory access to memory access. Each
 * says how the two stand to each other: in program order on one hart, or by communication through one location. No
 * sequentially consistent execution has such a cycle; whether a weaker model has it is what the test asks.
 * {@link vesper.stress.litmus.generate.Suite} is a list of cycles that is worth asking.
 *
 * <p>The way of a cycle: {@link vesper.stress.litmus.generate.EdgeParser} reads the words,
 * {@link vesper.stress.litmus.generate.Cycle} sees that they fit and finds threads and locations,
 * {@link vesper.stress.litmus.generate.Coherence} gives each write a value and each read what it must see,
 * {@link vesper.stress.litmus.generate.ThreadWriter} writes the code,
 * {@link vesper.stress.litmus.generate.TestWriter} the file, and {@link vesper.stress.litmus.generate.CycleName} names it.
 */
@NullMarked
package vesper.stress.litmus.generate;

import org.jspecify.annotations.NullMarked;

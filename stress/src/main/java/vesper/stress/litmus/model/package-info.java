/**
 * Which final states a memory model allows a litmus test to have, and why it allows no others
 * (docs/rvwmo-checker.md).
 *
 * <p>{@link Unfolding} lists the runs that each hart can make for any choice of the values that its loads return;
 * {@link Candidate} is a run of each hart; {@link Search} asks whether a global memory order exists for it that obeys
 * the axioms. {@link Checker} puts these together.
 */
@NullMarked
package vesper.stress.litmus.model;

import org.jspecify.annotations.NullMarked;

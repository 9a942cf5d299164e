/**
 * The harts of a machine: their threads, what they are told, and what they ask of each other.
 *
 * <p>Read {@link vesper.hart.Hart} first, which wires one together, then {@link vesper.hart.Mailbox} (how others reach
 * it) and {@link vesper.hart.HartGroup}. What a hart is made of lies in the packages below, from the bottom up: {@code
 * code}, {@code state}, {@code memory}, {@code fetch}, {@code execute}, {@code region}, {@code translate}, {@code
 * interpret}.
 */
@NullMarked
package vesper.hart;

import org.jspecify.annotations.NullMarked;

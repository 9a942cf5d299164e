/**
 * How a hart reaches memory: translation, the TLB and what misses it, atomics and reservations.
 *
 * <p>Read {@link vesper.hart.memory.MemoryPort} first, then {@link vesper.hart.memory.Mmu}.
 */
@NullMarked
package vesper.hart.memory;

import org.jspecify.annotations.NullMarked;

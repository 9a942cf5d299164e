/**
 * A hart: its registers, CSRs, traps, protection, translation, execution, and the platform thread it runs on.
 *
 * <p>Read {@link vesper.hart.Hart} first, then {@link vesper.hart.Interpreter} (the loop), {@link vesper.hart.Mmu} and
 * {@link vesper.hart.MemoryPort} (how it reaches memory), {@link vesper.hart.Mailbox} (how others reach it).
 */
@NullMarked
package vesper.hart;

import org.jspecify.annotations.NullMarked;

package vesper.machine;

import java.util.OptionalLong;

/**
 * An ELF's two words of the host-target interface; see {@link Htif}.
 *
 * @param tohost physical address of a doubleword in RAM
 * @param fromhost the same; empty if the ELF has none, and so reads no answers
 */
record HtifWords(long tohost, OptionalLong fromhost) {}

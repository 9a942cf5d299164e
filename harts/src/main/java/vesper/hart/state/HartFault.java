package vesper.hart.state;

/**
 * The machine's own failure inside a hart thread, never the guest's: a bug of ours.
 *
 * @param hartid the hart
 * @param pc the address of the instruction, or of the first of its block
 * @param instruction the word there, or 0 if it can't be read
 * @param cause what was thrown
 */
public record HartFault(int hartid, long pc, int instruction, Throwable cause) {}

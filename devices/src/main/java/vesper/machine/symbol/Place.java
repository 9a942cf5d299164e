package vesper.machine.symbol;

/**
 * What lies at an address.
 *
 * @param symbol the symbol at or before it
 * @param offset from the symbol, in bytes
 */
public record Place(String symbol, long offset) {
    /** Such as {@code main} or {@code main+0x12}. */
    @Override
    public String toString() {
        return offset == 0 ? symbol : symbol + "+0x" + Long.toHexString(offset);
    }
}

package vesper.machine;

/**
 * A stretch of physical addresses.
 *
 * @param start the first
 * @param end the one after the last
 */
record AddressRange(long start, long end) {
    static final AddressRange EMPTY = new AddressRange(0, 0);

    static AddressRange of(long start, long size) {
        return new AddressRange(start, start + size);
    }

    boolean isEmpty() {
        return start == end;
    }

    boolean contains(long address) {
        return address >= start && address < end;
    }

    boolean containsAll(AddressRange other) {
        return other.start >= start && other.end <= end && other.end >= other.start;
    }

    boolean overlaps(AddressRange other) {
        return start < other.end && other.start < end;
    }

    /** As messages show it: {@code 0x80000000-0x80001fff}. */
    @Override
    public String toString() {
        return "0x%x-0x%x".formatted(start, end - 1);
    }
}

package vesper.device.uart;

/** The 16 bytes between the line and the guest, or the one byte when FIFOs are off. Guarded by the UART's monitor. */
final class ReceiveFifo {
    private static final int SIZE = 16;
    private static final int[] TRIGGER_LEVELS = {1, 4, 8, 14};

    private final byte[] bytes = new byte[SIZE];
    private int head;
    private int count;
    private int capacity = 1;
    private int trigger = 1;

    /** Changes to 16 bytes and the trigger level of FCR's bits 7:6, or to one byte. */
    void configure(boolean enabled, int triggerField) {
        capacity = enabled ? SIZE : 1;
        trigger = enabled ? TRIGGER_LEVELS[triggerField] : 1;
    }

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count >= capacity;
    }

    boolean hasReachedTrigger() {
        return count >= trigger;
    }

    /** Puts {@code value} in the place of the only byte: without FIFOs an overrun destroys what was there. */
    void replaceOnlyByte(byte value) {
        if (capacity == 1) {
            bytes[head] = value;
        }
    }

    void add(byte value) {
        bytes[(head + count) % SIZE] = value;
        count++;
    }

    /** The oldest byte, 0 to 255, or 0 if there is none. */
    int remove() {
        if (count == 0) {
            return 0;
        }
        int value = bytes[head] & 0xff;
        head = (head + 1) % SIZE;
        count--;
        return value;
    }
}

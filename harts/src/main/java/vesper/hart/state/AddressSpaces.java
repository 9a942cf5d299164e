package vesper.hart.state;

import java.util.Arrays;

/**
 * The address spaces of S and U that a hart keeps translations of: a number for each of the last values of {@code satp}.
 * Owned by the hart thread.
 *
 * <p>Translations of one space are kept while another is in use, as the manual lets a hart do (section 10.1.11) and an
 * operating system that uses ASIDs wants it. One that does not, and so leaves ASID 0, may count on QEMU's way, which is
 * to forget all translations when {@code satp} changes: its spaces are new ones each time.
 */
public final class AddressSpaces {
    public static final int COUNT = 8;

    private static final long NONE = -1; // no legal value

    private final long[] satps = new long[COUNT];
    private int current;
    private int newest;

    public AddressSpaces() {
        reset();
    }

    public void reset() {
        Arrays.fill(satps, NONE);
        satps[0] = 0;
        current = 0;
        newest = 0;
    }

    /** The number of the space in use. */
    public int current() {
        return current;
    }

    /** Makes the space of this value the current one; {@return whether it is a known one, whose translations count} */
    public boolean use(long satp) {
        for (int i = 0; i < COUNT; i++) {
            if (satps[i] == satp) {
                current = i;
                return Satp.asid(satp) != 0;
            }
        }
        newest = (newest + 1) % COUNT;
        current = newest;
        satps[current] = satp;
        return false;
    }

    /** Whether there may be translations of this space. */
    public boolean isUsed(int number) {
        return satps[number] != NONE;
    }

    /** Whether an {@code sfence.vma} for the ASID must reach this space; the current one always, as with QEMU. */
    public boolean isMeant(int number, long asid) {
        return number == current || (isUsed(number) && Satp.asid(satps[number]) == (asid & Satp.ASID_MASK));
    }
}

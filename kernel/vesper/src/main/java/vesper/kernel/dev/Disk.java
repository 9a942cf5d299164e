package vesper.kernel.dev;

import vesper.metal.Addr;

/** Something with numbered sectors. */
public interface Disk {
    int SECTOR_SIZE = 512;

    /** How many there are. */
    long sectors();

    /**
     * Reads {@code count} sectors, at least one, from number {@code first} on, to {@code to}.
     *
     * @return whether all were read; if not, the device has said why
     */
    boolean read(long first, long count, Addr to);
}

package vesper.stress.litmus.run;

import java.util.ArrayDeque;
import java.util.Deque;
import vesper.bus.ArmedPages;
import vesper.bus.LineVersions;
import vesper.bus.PhysicalMemory;

/**
 * Areas of RAM for the cells of locations.
 *
 * <p>A page in which harts make reservations is armed: stores there take the line's version first, by a
 * compare-and-set that drains the host's store buffer. A location that no LR reaches must not lie there, or nothing weak
 * would be seen of it. So there are two kinds of areas. Those for LR are armed beforehand, as arming while the other
 * harts wait in a batch is slow.
 *
 * <p>For the host, while no hart runs.
 */
final class CellPool {
    /** Bytes of an area. */
    static final int AREA = 64 * PhysicalMemory.PAGE_SIZE;

    private final ArmedPages armedPages;
    private final Deque<Long> direct = new ArrayDeque<>();
    private final Deque<Long> armed = new ArrayDeque<>();
    private long next = GuestMap.CELLS;

    CellPool(ArmedPages armedPages) {
        this.armedPages = armedPages;
    }

    /** The address of an area for a location that LR may reach, or may not; from now on in use. */
    long take(boolean reserved) throws RunFailure {
        Long known = (reserved ? armed : direct).poll();
        if (known != null) {
            return known;
        }
        long area = next;
        if (area + AREA > GuestMap.RAM + GuestMap.RAM_SIZE) {
            throw RunFailure.unsupported("more locations than fit into memory");
        }
        next += AREA;
        if (reserved) {
            arm(area);
        }
        return area;
    }

    /** No hart has touched the area yet, so none has a way to store there directly. */
    private void arm(long area) {
        for (long page = area; page < area + AREA; page += PhysicalMemory.PAGE_SIZE) {
            armedPages.arm(page - GuestMap.RAM).setStoresDiverted();
        }
    }

    /**
     * An area is no longer in use. A test may have made a reservation where none was expected, and the machine may have
     * disarmed a page in which there were few.
     */
    void giveBack(long area) {
        int pages = 0;
        for (long page = area; page < area + AREA; page += PhysicalMemory.PAGE_SIZE) {
            LineVersions versions = armedPages.versionsAt(page - GuestMap.RAM);
            if (versions == null) {
                continue;
            }
            if (versions.loadsVersioned()) {
                return; // loads are slow there too, from amocas.q: not used again
            }
            pages++;
        }
        if (pages == AREA / PhysicalMemory.PAGE_SIZE) {
            armed.push(area);
        } else {
            disarm(area);
            direct.push(area);
        }
    }

    private void disarm(long area) {
        for (long page = area; page < area + AREA; page += PhysicalMemory.PAGE_SIZE) {
            LineVersions versions = armedPages.versionsAt(page - GuestMap.RAM);
            if (versions != null) {
                armedPages.disarm(page - GuestMap.RAM, versions);
            }
        }
    }
}

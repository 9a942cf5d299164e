package vesper.hart;

import vesper.bus.AccessFault;
import vesper.bus.MmioDevice;
import vesper.hart.state.Interrupt;

/** Just enough of a CLINT: {@code msip} of hart h is the word at 4h. */
final class SoftwareInterrupts implements MmioDevice {
    static final long BASE = 0x200_0000L;
    static final long SIZE = 0x1000;

    private final Guest guest;

    private SoftwareInterrupts(Guest guest) {
        this.guest = guest;
    }

    static Guest guest(int harts) {
        Guest guest = new Guest(harts);
        return guest.device(BASE, SIZE, new SoftwareInterrupts(guest));
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        throw AccessFault.INSTANCE;
    }

    @Override
    public synchronized void store(long offset, long value, int width) {
        guest.hart((int) offset / 4).line(Interrupt.MSIP).set((value & 1) != 0);
    }
}

package vesper.device.plic;

import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;

/** The controller; grows in the next commit. */
public final class Plic implements MmioDevice {
    private final int sources;
    private final InterruptLine[] contexts;

    /**
     * Makes a controller.
     *
     * @param sources the highest source number
     * @param contexts the line of each context: hart h's M-mode is 2h, its S-mode 2h + 1
     */
    public Plic(int sources, InterruptLine[] contexts) {
        this.sources = sources;
        this.contexts = contexts.clone();
    }

    /** The wire of source {@code irq}, 1 to the number of sources. */
    public InterruptLine source(int irq) {
        if (irq < 1 || irq > sources) {
            throw new IllegalArgumentException("no interrupt source " + irq);
        }
        return level -> contexts[0].set(level);
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        return 0;
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {}
}

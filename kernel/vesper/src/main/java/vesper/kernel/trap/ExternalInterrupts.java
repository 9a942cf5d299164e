package vesper.kernel.trap;

import vesper.kernel.console.Console;
import vesper.kernel.dev.Echo;
import vesper.kernel.dev.virtio.VirtioSlots;
import vesper.kernel.irq.Plic;

/** What comes from devices by the PLIC: claimed, given to the driver whose source it is, completed. */
public final class ExternalInterrupts {
    private final Console console;
    private final Plic plic;
    private final int uartIrq;
    private final Echo echo;
    private final VirtioSlots virtio;

    // owned by the trap handler
    private long spurious;

    /** @param uartIrq the UART's source; those of virtio are the slots' numbers */
    public ExternalInterrupts(Console console, Plic plic, int uartIrq, Echo echo, VirtioSlots virtio) {
        this.console = console;
        this.plic = plic;
        this.uartIrq = uartIrq;
        this.echo = echo;
        this.virtio = virtio;
    }

    void handle() {
        int source = plic.claim();
        if (source == 0) {
            spurious++;
            Traps.say(console)
                    .text("the PLIC has nothing to claim (")
                    .number(spurious)
                    .text(")")
                    .line();
            return;
        }
        if (source == uartIrq) {
            echo.receive();
        } else if (!virtio.handleInterrupt(source)) {
            Traps.say(console)
                    .text("interrupt of source ")
                    .number(source)
                    .text(", which nobody handles")
                    .line();
        }
        plic.complete(source);
    }
}

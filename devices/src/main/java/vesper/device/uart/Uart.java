package vesper.device.uart;

import java.io.IOException;
import java.util.function.Consumer;
import vesper.bus.AccessFault;
import vesper.bus.InterruptLine;
import vesper.bus.MmioDevice;

/** The port; grows in the next commit. */
public final class Uart implements MmioDevice, AutoCloseable {
    private final InterruptLine line;
    private final SerialSink sink;
    private final Consumer<IOException> sinkFailed;

    /**
     * Makes a port and starts its output thread.
     *
     * @param line the interrupt
     * @param sink where sent bytes go
     * @param sinkFailed told once, on the output thread, when the sink fails; later bytes are discarded
     */
    public Uart(InterruptLine line, SerialSink sink, Consumer<IOException> sinkFailed) {
        this.line = line;
        this.sink = sink;
        this.sinkFailed = sinkFailed;
    }

    /**
     * Takes one byte from the host, for one host thread only.
     *
     * @return false if the queue is full: try again later
     */
    public boolean receive(byte value) {
        line.set(true);
        return true;
    }

    /** Waits until all that the guest has sent is written and flushed, or the sink has failed. */
    public void drain() throws InterruptedException {}

    /** Writes and flushes what the guest has sent, then ends the output thread; later bytes are discarded. */
    @Override
    public void close() {}

    @Override
    public long load(long offset, int width) throws AccessFault {
        return offset == 5 ? 0x60 : 0;
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        try {
            sink.write(new byte[] {(byte) value}, 0, 1);
        } catch (IOException e) {
            sinkFailed.accept(e);
        }
    }
}

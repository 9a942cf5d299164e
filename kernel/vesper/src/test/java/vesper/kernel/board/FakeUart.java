package vesper.kernel.board;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import vesper.metal.host.HostDevice;

/** An NS16550A that is always ready to send. */
public final class FakeUart implements HostDevice {
    private final StringBuilder sent = new StringBuilder();
    private final ArrayDeque<Integer> received = new ArrayDeque<>();

    /** Everything sent so far, carriage returns left out. */
    public String output() {
        return sent.toString().replace("\r", "");
    }

    /** Everything sent so far, as it is. */
    public String rawOutput() {
        return sent.toString();
    }

    /** Forgets what was sent. */
    public void clear() {
        sent.setLength(0);
    }

    public void type(String text) {
        for (byte x : text.getBytes(StandardCharsets.UTF_8)) {
            received.add(x & 0xff);
        }
    }

    @Override
    public long load(long offset, int width) {
        return switch ((int) offset) {
            case 0 -> received.isEmpty() ? 0 : received.remove();
            case 5 -> 0x20 | (received.isEmpty() ? 0 : 1);
            default -> 0;
        };
    }

    @Override
    public void store(long offset, long value, int width) {
        if (offset == 0) {
            sent.append((char) (value & 0xff));
        }
    }
}

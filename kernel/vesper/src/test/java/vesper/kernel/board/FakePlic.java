package vesper.kernel.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vesper.metal.host.HostDevice;

/** A PLIC whose claims a test decides. */
public final class FakePlic implements HostDevice {
    private static final long CLAIM_OF_HART_0 = 0x20_0004;

    private final Map<Long, Long> registers = new HashMap<>();
    private final ArrayDeque<Integer> pending = new ArrayDeque<>();
    private final List<Integer> completed = new ArrayList<>();

    public void raise(int source) {
        pending.add(source);
    }

    /** The sources completed so far, in order. */
    public List<Integer> completed() {
        return completed;
    }

    /** Whether hart 0 lets {@code source} interrupt. */
    public boolean enabled(int source) {
        boolean priority = registers.getOrDefault(4L * source, 0L) > 0;
        return priority && (registers.getOrDefault(0x2000L, 0L) >>> source & 1) != 0;
    }

    @Override
    public long load(long offset, int width) {
        if (offset == CLAIM_OF_HART_0) {
            return pending.isEmpty() ? 0 : pending.remove();
        }
        return registers.getOrDefault(offset, 0L);
    }

    @Override
    public void store(long offset, long value, int width) {
        if (offset == CLAIM_OF_HART_0) {
            completed.add((int) value);
        } else {
            registers.put(offset, value);
        }
    }
}

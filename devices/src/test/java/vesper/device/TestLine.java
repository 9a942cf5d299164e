package vesper.device;

import java.util.concurrent.atomic.AtomicInteger;
import vesper.bus.InterruptLine;

/** A wire that remembers. */
public final class TestLine implements InterruptLine {
    private volatile boolean level;
    private final AtomicInteger rises = new AtomicInteger();

    @Override
    public void set(boolean high) {
        if (high && !level) {
            rises.incrementAndGet();
        }
        level = high;
    }

    public boolean isHigh() {
        return level;
    }

    public int rises() {
        return rises.get();
    }

    public static TestLine[] lines(int count) {
        TestLine[] lines = new TestLine[count];
        for (int i = 0; i < count; i++) {
            lines[i] = new TestLine();
        }
        return lines;
    }
}

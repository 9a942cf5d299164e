package vesper.hart;

import java.util.ArrayList;
import java.util.List;
import vesper.bus.InterruptLine;
import vesper.bus.Timer;

/** A clock that stands still until a test moves it. */
final class ManualTimer implements Timer {
    // guarded by the monitor
    private final List<Comparator> alarms = new ArrayList<>();
    private long ticks;

    @Override
    public synchronized long ticks() {
        return ticks;
    }

    @Override
    public synchronized void setTicks(long newTicks) {
        ticks = newTicks;
        alarms.forEach(Comparator::drive);
    }

    @Override
    public synchronized Alarm alarm(InterruptLine line) {
        Comparator alarm = new Comparator(line);
        alarms.add(alarm);
        return alarm;
    }

    private final class Comparator implements Alarm {
        private final InterruptLine line;
        private long deadline = -1;

        Comparator(InterruptLine line) {
            this.line = line;
        }

        @Override
        public void set(long newDeadline) {
            synchronized (ManualTimer.this) {
                deadline = newDeadline;
                drive();
            }
        }

        @Override
        public long deadline() {
            synchronized (ManualTimer.this) {
                return deadline;
            }
        }

        void drive() {
            line.set(Long.compareUnsigned(ticks, deadline) >= 0);
        }
    }
}

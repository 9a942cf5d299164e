package vesper.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine is in its life, and the lock that is held while it goes from one state to another, or while its harts are
 * looked at or changed from outside. The {@link Supervisor} powers boards on and off; anybody else pauses and resumes.
 */
final class Control {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    // written under the lock, read volatile
    private volatile MachineState state = MachineState.NEW;

    // the last that was powered on; written under the lock, read volatile
    private volatile @Nullable Board board;

    // all below is guarded by the lock: how often it was powered on or reset
    private long powerOns;

    // whether the first board's harts wait
    private boolean startsPaused;

    // whether the board's harts may be started
    private boolean powered;

    private @Nullable Ending ending;

    MachineState state() {
        return state;
    }

    @Nullable
    Board board() {
        return board;
    }

    /** Has somebody power it on, and returns when it is. */
    void start(boolean paused, Runnable supervisor) {
        lock.lock();
        try {
            require(MachineState.NEW);
            startsPaused = paused;
            supervisor.run();
            while (state == MachineState.NEW) {
                moved.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(MachineState next) {
        state = next;
        moved.signalAll();
    }

    /** From the supervisor: a fresh board, whose threads this starts, or which waits to be resumed. */
    void powerOn(Board fresh, Board.Faults faults) {
        lock.lock();
        try {
            board = fresh;
            powerOns++;
            powered = true;
            boolean paused = startsPaused || state == MachineState.PAUSED;
            startsPaused = false;
            moveTo(paused ? MachineState.PAUSED : MachineState.RUNNING);
            fresh.start(faults, paused);
        } finally {
            lock.unlock();
        }
    }

    /** From the supervisor. Who wants to pause it waits for the end of this. */
    void powerOff(Board last) throws InterruptedException {
        lock.lock();
        try {
            powered = false;
            last.close();
        } finally {
            lock.unlock();
        }
    }

    /** From the supervisor: {@link #powerOff} at any rate, again too. */
    void cut(Board last) {
        lock.lock();
        try {
            powered = false;
            last.cut();
        } finally {
            lock.unlock();
        }
    }

    /** From the supervisor, when it leaves; null if nobody knows why. */
    void end(@Nullable Ending why) {
        lock.lock();
        try {
            if (why != null) {
                ending = why;
            }
            moveTo(MachineState.ENDED);
        } finally {
            lock.unlock();
        }
    }

    void pause() {
        lock.lock();
        try {
            if (state == MachineState.RUNNING) {
                if (powered) {
                    known().pause();
                }
                moveTo(MachineState.PAUSED);
            }
            require(MachineState.PAUSED);
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            if (state == MachineState.PAUSED) {
                moveTo(MachineState.RUNNING);
                if (powered) {
                    known().resume();
                }
            }
            require(MachineState.RUNNING);
        } finally {
            lock.unlock();
        }
    }

    /** Asks for a reset, and returns when the next board is powered on. */
    void reset(Runnable request) {
        lock.lock();
        try {
            if (state != MachineState.RUNNING) {
                require(MachineState.PAUSED);
            }
            long before = powerOns;
            request.run();
            while (powerOns == before && state != MachineState.ENDED) {
                moved.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void require(MachineState wanted) {
        if (state != wanted) {
            throw new IllegalStateException("the machine is " + state + ", not " + wanted);
        }
    }

    /** While it is paused or ended: what this says of the board. */
    <T> T look(Function<Board, T> of) {
        lock.lock();
        try {
            if (state != MachineState.ENDED) {
                require(MachineState.PAUSED);
            }
            return of.apply(known());
        } finally {
            lock.unlock();
        }
    }

    /** While it is paused: does this to the board, code perhaps included. */
    <T> T change(Function<Board, T> by) {
        lock.lock();
        try {
            require(MachineState.PAUSED);
            Board now = known();
            T result = by.apply(now);
            for (int i = 0; i < now.harts().count(); i++) {
                now.harts().hart(i).stopped().codeChanged();
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    private Board known() {
        Board now = board;
        if (now == null) {
            throw new IllegalStateException("the machine was closed before it was powered on");
        }
        return now;
    }

    Optional<Ending> ending() {
        lock.lock();
        try {
            return state == MachineState.ENDED ? Optional.ofNullable(ending) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    Optional<Ending> await(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (state != MachineState.ENDED && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return ending();
        } finally {
            lock.unlock();
        }
    }
}

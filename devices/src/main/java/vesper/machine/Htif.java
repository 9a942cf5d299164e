package vesper.machine;

import java.util.OptionalLong;
import java.util.function.Consumer;
import vesper.bus.AccessFault;
import vesper.bus.Dma;
import vesper.device.uart.Uart;

/**
 * The host-target interface of Spike's front-end server ({@code fesvr}): a guest asks by a store to {@code tohost}, and
 * the host takes the command by making it zero. The answers come in {@code fromhost}.
 *
 * <pre>
 *   63      56 55       48 47                   0
 *  +----------+-----------+----------------------+
 *  |  device  |  command  |       payload        |
 *  +----------+-----------+----------------------+
 *       0           0       code << 1 | 1: exit; else where a system call's number and arguments are
 *       1           0       the next byte of the console's is to come in fromhost, with 0x100
 *       1           1       a byte for the console
 * </pre>
 *
 * <p>Of the system calls there are {@code write} to the console and {@code exit}. Any other device or command takes
 * what it is told and does nothing, as there.
 */
final class Htif {
    private static final int SYSTEM = 0;
    private static final int CONSOLE = 1;
    private static final int SYSTEM_CALL = 0;
    private static final int CONSOLE_READ = 0;
    private static final int CONSOLE_WRITE = 1;

    private static final int WRITE = 64;
    private static final int EXIT = 93;
    private static final long EBADF = 9;
    private static final long EFAULT = 14;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private static final int DEVICE_SHIFT = 56;
    private static final int PAYLOAD_BITS = 48;
    private static final int RECEIVED = 0x100;

    /** A hart that is to stop can't wait for more. */
    private static final int LONGEST_WRITE = 64 << 10;

    private final HtifWords words;
    private final Dma dma;
    private final Uart console;
    private final Input input = new Input();

    Htif(HtifWords words, Dma dma, Uart console) {
        this.words = words;
        this.dma = dma;
        this.console = console;
    }

    long tohost() {
        return words.tohost();
    }

    /**
     * After a store to {@code tohost}, on the storing hart's thread. One at a time, so that each command is done once;
     * {@code tohost} is zero when it is done, so that the next hart's byte comes after this one's.
     */
    synchronized void serve(Consumer<Ending> end) {
        try {
            long command = dma.loadAcquire(words.tohost(), 8);
            if (command != 0) { // else another hart's store was served together with this one's
                perform(command, end);
                dma.storeRelease(words.tohost(), 0, 8);
            }
        } catch (AccessFault e) {
            throw lost(e);
        }
    }

    private void perform(long command, Consumer<Ending> end) {
        long payload = command & ((1L << PAYLOAD_BITS) - 1);
        int device = (int) (command >>> DEVICE_SHIFT);
        int what = (int) (command >>> PAYLOAD_BITS) & 0xff;
        if (device == CONSOLE && what == CONSOLE_WRITE) {
            console.send((byte) payload);
        } else if (device == CONSOLE && what == CONSOLE_READ) {
            input.ask();
        } else if (device == SYSTEM && what == SYSTEM_CALL) {
            system(payload, end);
        }
    }

    /** After the console got a byte, which the guest may have asked for; any thread. It never waits for the console. */
    void received() {
        input.give();
    }

    /** The bytes that the guest asks for. What it has not asked for yet stays in the serial port. */
    private final class Input {
        // guarded by the monitor
        private long wanted;

        synchronized void ask() {
            wanted++;
            give();
        }

        /** Gives the next byte, if it is asked for and the last answer was read. */
        synchronized void give() {
            OptionalLong fromhost = words.fromhost();
            if (wanted == 0 || fromhost.isEmpty()) {
                return;
            }
            try {
                int value = dma.loadAcquire(fromhost.getAsLong(), 8) == 0 ? console.take() : -1;
                if (value >= 0) {
                    wanted--;
                    answer(((long) CONSOLE << DEVICE_SHIFT) | RECEIVED | value);
                }
            } catch (AccessFault e) {
                throw lost(e);
            }
        }
    }

    private static IllegalStateException lost(AccessFault e) {
        return new IllegalStateException("tohost and fromhost were in RAM when the ELF was loaded", e);
    }

    private void system(long payload, Consumer<Ending> end) {
        if ((payload & 1) != 0) {
            end.accept(Ending.exited(payload >>> 1));
            return;
        }
        try {
            long number = argument(payload, 0);
            if (number == WRITE) {
                long result = write(argument(payload, 1), argument(payload, 2), argument(payload, 3));
                dma.storeRelease(payload, result, 8);
                answer(1);
            } else if (number == EXIT) {
                end.accept(Ending.exited(argument(payload, 1)));
            } else {
                end.accept(new Ending(1, "tohost: system call %d is not served; write and exit are".formatted(number)));
            }
        } catch (AccessFault e) {
            end.accept(new Ending(1, "tohost: 0x%x is no exit code, and no system call lies there".formatted(payload)));
        }
    }

    private long argument(long call, int index) throws AccessFault {
        return dma.loadAcquire(call + 8L * index, 8);
    }

    /** {@return the number of bytes, which may be fewer than asked for, or an error's negated} */
    private long write(long file, long from, long length) {
        if (file != STDOUT && file != STDERR) {
            return -EBADF;
        }
        byte[] bytes = new byte[Math.clamp(length, 0, LONGEST_WRITE)];
        try {
            dma.read(from, bytes, 0, bytes.length);
        } catch (AccessFault e) {
            return -EFAULT;
        }
        for (byte each : bytes) {
            console.send(each);
        }
        return bytes.length;
    }

    private void answer(long value) throws AccessFault {
        OptionalLong fromhost = words.fromhost();
        if (fromhost.isPresent()) {
            dma.storeRelease(fromhost.getAsLong(), value, 8);
        }
    }
}

package vesper.device.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import vesper.bus.AccessFault;
import vesper.device.Await;
import vesper.device.Threads;

class ResetTest {
    /** A disk whose reads wait for leave, and then bring ones. */
    private record SlowDisk(Semaphore asked, Semaphore leave) implements BlockBackend {
        @Override
        public long size() {
            return 512 * 512;
        }

        @Override
        public boolean readOnly() {
            return true;
        }

        @Override
        public void read(long position, byte[] into, int start, int length) {
            asked.release();
            leave.acquireUninterruptibly();
            Arrays.fill(into, start, start + length, (byte) 1);
        }

        @Override
        public void write(long position, byte[] from, int start, int length) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void afterAResetTheDeviceNoLongerTouchesMemory() throws Exception {
        SlowDisk disk = new SlowDisk(new Semaphore(0), new Semaphore(0));
        try (Guest guest = new Guest(disk, false)) {
            guest.start();
            guest.header(0, 0);
            guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 1);
            guest.descriptor(1, Guest.DATA, 512, Guest.NEXT | Guest.WRITE, 2);
            guest.descriptor(2, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
            guest.store(Guest.STATUS_BYTE, Guest.UNWRITTEN, 1);
            guest.offer(0);
            disk.asked.acquire();
            Thread hart = Thread.ofPlatform().start(() -> {
                try {
                    guest.register(Registers.STATUS, 0);
                } catch (AccessFault e) {
                    throw new AssertionError(e);
                }
            });
            Await.until("a reset that waits", () -> hart.getState() == Thread.State.WAITING);
            disk.leave.release();
            hart.join();
            assertEquals(0, guest.register(Registers.STATUS));
            assertEquals(0, guest.load(Guest.DATA, 8));
            assertEquals(Guest.UNWRITTEN, guest.load(Guest.STATUS_BYTE, 1));
            assertEquals(0, guest.usedIdx());
            disk.leave.release();
            guest.start();
            assertEquals(0, guest.read(0, 512));
            assertEquals(0x0101_0101, guest.load(Guest.DATA, 4));
        }
    }

    @Test
    void resetsThatRaceWithRequestsLeaveTheDeviceUsable() throws Exception {
        try (Guest guest = new Guest(new MemoryBackend(new byte[64 * 512], false), true)) {
            guest.start();
            guest.header(0, 0);
            guest.descriptor(0, Guest.HEADER, 16, Guest.NEXT, 1);
            guest.descriptor(1, Guest.DATA, 512, Guest.NEXT | Guest.WRITE, 2);
            guest.descriptor(2, Guest.STATUS_BYTE, 1, Guest.WRITE, 0);
            Threads.together(2, index -> {
                for (int i = 0; i < 5_000; i++) {
                    if (index == 0) {
                        guest.offer(0);
                    } else {
                        guest.register(Registers.QUEUE_PFN, 0);
                        guest.register(Registers.QUEUE_NUM, Guest.QUEUE_SIZE);
                        guest.register(Registers.QUEUE_PFN, (int) (Guest.DESCRIPTORS >>> 12));
                    }
                }
            });
            guest.settle();
            guest.start();
            assertEquals(0, guest.read(0, 512));
            assertEquals(1, guest.usedIdx());
        }
    }
}

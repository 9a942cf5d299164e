package vesper.stress.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two disks' virtio registers, here and on QEMU. */
class VirtioAgainstQemuTest {
    private static final long SLOT = 0x1000_8000L; // the first disk's, as on QEMU
    private static final long OTHER_SLOT = 0x1000_7000L;
    private static final long VACANT_SLOT = 0x1000_1000L;
    private static final long RINGS = 0x8200_0000L;
    private static final int DRIVER_SIZE = 0x2_0000;
    private static final int SECTORS = 64;

    private static final long SEED = Long.getLong("vesper.registerSeed", 20_261_130);
    private static final int ACCESSES = 4000;

    @TempDir
    Path folder;

    @BeforeEach
    void requireQemu() {
        Boards.require("qemu-system-misc", Boards.QEMU);
    }

    /** The first doubleword of each sector. */
    private static long first(int disk, long sector) {
        return 0xd15c_0000_0000_0000L | ((long) disk << 32) | sector;
    }

    private Path disk(int number) throws IOException {
        ByteBuffer sectors = ByteBuffer.allocate(SECTORS * 512).order(ByteOrder.LITTLE_ENDIAN);
        for (int sector = 0; sector < SECTORS; sector++) {
            sectors.putLong(512 * sector, first(number, sector));
        }
        return Files.write(folder.resolve("disk" + number), sectors.array());
    }

    /** Runs it on both; {@return what ours printed, which is what QEMU printed} */
    private List<String> run(RegisterScript script, boolean legacy) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("-M", "virt", "-m", "128M", "-nographic", "-bios", "none"));
        words.addAll(List.of("-kernel", script.writeInto(folder).toString()));
        for (int number = 0; number < 2; number++) {
            words.addAll(List.of("-drive", "file=" + disk(number) + ",if=none,format=raw,id=d" + number));
            words.addAll(List.of("-device", "virtio-blk-device,drive=d" + number));
        }
        if (!legacy) {
            words.addAll(List.of("-global", "virtio-mmio.force-legacy=false"));
        }
        Path nothing = Path.of("/dev/null");
        List<String> ours = Boards.run(Boards.ours(words), nothing);
        assertEquals(String.join("\n", Boards.run(Boards.qemu(words), nothing)), String.join("\n", ours));
        return ours;
    }

    /** Queues at places of their own, one after another: what one leaves behind is no other's. */
    private static final class Drivers {
        private final RegisterScript script = new RegisterScript();
        private long base = RINGS;

        LegacyDriver next(long slot, int size, long align) {
            LegacyDriver driver = new LegacyDriver(script, slot, size, base, align);
            base += DRIVER_SIZE;
            return driver;
        }

        LegacyDriver next(int size) {
            return next(SLOT, size, 4096);
        }

        /** Where the next one's rings are. */
        long base() {
            return base;
        }
    }

    @Test
    void legacyDriversAreServedAsOnQemu() throws IOException, InterruptedException {
        Drivers drivers = new Drivers();
        byteAddresses(drivers);
        sizes(drivers);
        pagesBeforeTheReset(drivers);
        layoutInAnotherOrder(drivers);
        samePlaceAgain(drivers);
        twoDisks(drivers);
        List<String> printed = run(drivers.script, true);
        assertEquals(String.join("\n", drivers.script.expected()), String.join("\n", printed));
    }

    /** GuestPageSize as at power on. */
    private static void byteAddresses(Drivers drivers) {
        long base = drivers.base();
        LegacyDriver driver = drivers.next(8);
        driver.register(LegacyDriver.QUEUE_NUM, 8).register(LegacyDriver.QUEUE_PFN, base);
        driver.register(LegacyDriver.STATUS, LegacyDriver.DRIVER_OK);
        driver.read(1, first(0, 1)).read(2, first(0, 2)).register(LegacyDriver.STATUS, 0);
    }

    private static void sizes(Drivers drivers) {
        for (int size : new int[] {1, 2, 3, 5, 100, 256, 1000, 1024}) {
            long base = drivers.base();
            LegacyDriver driver = drivers.next(size);
            driver.register(LegacyDriver.QUEUE_NUM, size).register(LegacyDriver.QUEUE_PFN, base);
            driver.register(LegacyDriver.STATUS, LegacyDriver.DRIVER_OK);
            for (int sector = 0; sector < 7; sector++) {
                driver.read(sector, first(0, sector));
            }
            driver.register(LegacyDriver.QUEUE_PFN, 0);
        }
    }

    private static void pagesBeforeTheReset(Drivers drivers) {
        for (int size : new int[] {4096, 0x3000, 0x1_0000}) {
            long base = drivers.base();
            LegacyDriver driver = drivers.next(256);
            driver.register(LegacyDriver.GUEST_PAGE_SIZE, size).register(LegacyDriver.STATUS, 0);
            driver.register(LegacyDriver.QUEUE_PFN, base / Integer.lowestOneBit(size));
            driver.register(LegacyDriver.STATUS, LegacyDriver.DRIVER_OK).read(3, first(0, 3));
            driver.register(LegacyDriver.QUEUE_PFN, 0);
        }
        drivers.next(1).register(LegacyDriver.GUEST_PAGE_SIZE, 1);
    }

    private static void layoutInAnotherOrder(Drivers drivers) {
        long base = drivers.base();
        LegacyDriver driver = drivers.next(SLOT, 6, 64);
        driver.register(LegacyDriver.STATUS, LegacyDriver.DRIVER_OK).register(LegacyDriver.QUEUE_PFN, base);
        driver.register(LegacyDriver.QUEUE_ALIGN, 64).register(LegacyDriver.QUEUE_NUM, 6);
        driver.read(4, first(0, 4)).register(LegacyDriver.QUEUE_ALIGN, 4096);
        driver.register(LegacyDriver.STATUS, 0);
    }

    private static void samePlaceAgain(Drivers drivers) {
        long base = drivers.base();
        LegacyDriver driver = drivers.next(4).register(LegacyDriver.QUEUE_NUM, 4);
        for (int sector = 0; sector < 6; sector++) {
            driver.register(LegacyDriver.QUEUE_PFN, base).read(sector, first(0, sector));
        }
        driver.register(LegacyDriver.STATUS, 0);
    }

    private static void twoDisks(Drivers drivers) {
        long base = drivers.base();
        LegacyDriver large = drivers.next(1024).register(LegacyDriver.QUEUE_NUM, 1024);
        large.register(LegacyDriver.QUEUE_PFN, base);
        base = drivers.base();
        LegacyDriver small = drivers.next(OTHER_SLOT, 3, 4096).register(LegacyDriver.QUEUE_NUM, 3);
        small.register(LegacyDriver.QUEUE_PFN, base);
        for (int sector = 0; sector < 5; sector++) {
            small.read(sector, first(1, sector));
            large.read(sector, first(0, sector));
        }
    }

    /** Whatever is stored to them, in any order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void registersReadTheSameAsOnQemu(boolean legacy) throws IOException, InterruptedException {
        System.out.println("registers: -Dvesper.registerSeed=" + SEED);
        RegisterScript script = new RegisterScript();
        RandomAccesses random = new RandomAccesses(new SplittableRandom(SEED), script, legacy);
        for (int i = 0; i < ACCESSES; i++) {
            random.one(i % 50 == 0 ? VACANT_SLOT : i % 3 == 0 ? OTHER_SLOT : SLOT);
        }
        assertEquals(random.loads(), run(script, legacy).size());
    }
}

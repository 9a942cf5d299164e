package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.boot.firstguest.FirstGuest;

/** Whatever is wrong with what the user gives: one line, exit status 2, at once. */
@Timeout(60)
class BadInputTest {
    @TempDir
    static Path dir;

    private static byte[] elf;

    @BeforeAll
    static void writeFiles() throws IOException {
        elf = FirstGuest.image().bytes();
        Files.write(dir.resolve("good.elf"), elf);
        Files.write(dir.resolve("empty"), new byte[0]);
        Files.createDirectory(dir.resolve("directory"));
        Files.write(dir.resolve("gzip"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0});
        Files.write(dir.resolve("uimage"), new byte[] {0x27, 5, 0x19, 0x56, 0, 0, 0, 0});
        Files.write(dir.resolve("big.raw"), new byte[3 << 20]);
        Files.write(dir.resolve("raw"), new byte[] {0x6f, 0, 0, 0, 0, 0, 0, 0});
        Files.write(dir.resolve("disk"), new byte[4096]);
        spoilt("32bit.elf", 4, 1, 1);
        spoilt("class.elf", 4, 1, 7);
        spoilt("bigendian.elf", 5, 1, 2);
        spoilt("version.elf", 6, 1, 9);
        spoilt("object.elf", 16, 2, 1);
        spoilt("core.elf", 16, 2, 4);
        spoilt("type.elf", 16, 2, 99);
        spoilt("x86.elf", 18, 2, 62);
        spoilt("arm.elf", 18, 2, 183);
        spoilt("noheaders.elf", 56, 2, 0);
        spoilt("headersize.elf", 54, 2, 32);
        spoilt("headersfar.elf", 32, 8, 1L << 40);
        spoilt("shrunk.elf", 64 + 40, 8, 1);
        spoilt("offset.elf", 64 + 8, 8, 1L << 33);
        Files.write(dir.resolve("low.elf"), Guests.at(0x1_0000));
        Files.write(dir.resolve("high.elf"), Guests.at(0x1_0000_0000L));
        Files.write(dir.resolve("negative.elf"), Guests.at(-4096));
        byte[] unentered = Guests.at(0x8020_0000L);
        ByteBuffer.wrap(unentered).order(ByteOrder.LITTLE_ENDIAN).putLong(24, 0x1000);
        Files.write(dir.resolve("unentered.elf"), unentered);
        Files.write(dir.resolve("linux.image"), Guests.linuxImage());
        Files.write(dir.resolve("cut.dtb"), new byte[] {(byte) 0xd0, 0x0d, (byte) 0xfe, (byte) 0xed, 0, 0, 1, 0});
        byte[] broken = new byte[64];
        ByteBuffer.wrap(broken)
                .putInt(0xd00d_feed)
                .putInt(64)
                .putInt(56)
                .putInt(64)
                .putInt(40);
        ByteBuffer.wrap(broken).putInt(20, 17).putInt(24, 16);
        Files.write(dir.resolve("broken.dtb"), broken);
        Files.write(dir.resolve("header.elf"), Arrays.copyOf(elf, 40));
        Files.write(dir.resolve("half.elf"), Arrays.copyOf(elf, elf.length / 8));
        byte[] arm64 = new byte[64];
        ByteBuffer.wrap(arm64).order(ByteOrder.LITTLE_ENDIAN).putInt(0x38, 0x644d_5241);
        Files.write(dir.resolve("arm64.image"), arm64);
    }

    private static void spoilt(String name, int offset, int width, long value) throws IOException {
        byte[] bytes = elf.clone();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (width) {
            case 1 -> buffer.put(offset, (byte) value);
            case 2 -> buffer.putShort(offset, (short) value);
            default -> buffer.putLong(offset, value);
        }
        Files.write(dir.resolve(name), bytes);
    }

    private static void assertRefused(CommandRun run, String part) {
        assertEquals(2, run.status(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("vesper: "), run.err());
        assertEquals(run.err().length() - 1, run.err().indexOf('\n'), "one line: " + run.err());
        assertFalse(run.err().contains("Exception"), run.err());
        assertTrue(run.err().contains(part), run.err());
    }

    private static CommandRun run(String line) {
        String[] args = line.split(" ", -1);
        Arrays.setAll(args, i -> args[i].replace("@", dir + "/").replace("_", " "));
        return CommandRun.of(args);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            -kernel @missing                        | no such file
            -kernel @empty                          | is empty
            -kernel @directory                      | is a directory
            -kernel /dev/zero                       | not a regular file
            -kernel @gzip                           | gzip
            -kernel @uimage                         | a uImage: truncated
            -kernel @arm64.image                    | AArch64
            -kernel @32bit.elf                      | 32-bit
            -kernel @class.elf                      | unknown ELF class 7
            -kernel @bigendian.elf                  | big-endian
            -kernel @version.elf                    | ELF version 9
            -kernel @object.elf                     | object file
            -kernel @core.elf                       | core dump
            -kernel @type.elf                       | ELF type 99
            -kernel @x86.elf                        | for x86-64
            -kernel @arm.elf                        | for AArch64
            -kernel @noheaders.elf                  | no program headers
            -kernel @headersize.elf                 | program headers of 32 bytes
            -kernel @headersfar.elf                 | truncated
            -bios none -kernel @low.elf             | outside RAM
            -bios none -kernel @high.elf            | outside RAM
            -bios none -kernel @negative.elf        | outside RAM
            -kernel @shrunk.elf                     | larger in the file
            -kernel @offset.elf                     | truncated
            -kernel @header.elf                     | truncated
            -kernel @half.elf                       | truncated
            -m 2 -bios none -kernel @big.raw        | outside RAM
            -m 2 -bios @raw -kernel @raw            | outside RAM
            -bios @missing                          | -bios
            -bios @good.elf -kernel @good.elf       | overlaps
            -bios none -kernel @raw -initrd @missing | -initrd
            -m 1 -bios none -kernel @raw -initrd @big.raw | outside RAM
            -bios none -kernel @raw -dtb @raw       | not a device tree
            -bios none -kernel @linux.image         | needs firmware
            -bios none -kernel @unentered.elf       | nothing lies at 0x80000000
            -bios none -kernel @raw -dtb @cut.dtb   | truncated
            -bios none -kernel @raw -dtb @broken.dtb | a broken device tree
            -initrd @raw                            | needs a -kernel
            -append x                               | needs a -kernel
            -smp 0                                  | cpus must be a number from 1
            -smp four                               | cpus must be a number
            -smp -1                                 | cpus must be a number
            -smp 99999                              | cpus must be a number
            -smp cups=4                             | did you mean cpus?
            -smp 4,cores=3                          | sockets x cores x threads
            -smp 4,maxcpus=2                        | maxcpus
            -m 0                                    | needs some memory
            -m 12Q                                  | not a size
            -m -5                                   | not a size
            -m 60T                                  | more than this host has
            -m 9999999999T                          | more than any machine
            -m sise=4                               | did you mean size?
            -kernle x                               | did you mean -kernel?
            --Smp 4                                 | did you mean -smp?
            -zzzzzzzzz                              | unknown option
            -kernel                                 | -kernel needs a value
            good.elf                                | not a command
            -smp 4 @missing                         | no such file
            -M sifive_u                             | the board is virt
            -M ,                                    | a key is missing
            -boot menu=of,strict=on                 | on or off
            -M virtt                                | did you mean virt?
            -M virt,aclint=on                       | there is a CLINT and no ACLINT
            -cpu rv32                               | did you mean rv64?
            -display gtk                            | there is no display
            -monitor stdio                          | there is no monitor
            -serial stdoi                           | did you mean stdio?
            -serial file:                           | name is missing
            -serial file:@directory                 | can't be written
            -s                                      | there is no debugger port
            -S                                      | no debugger or monitor that could start it
            -d in_asm                               | there is no trace
            -D log                                  | there is no trace
            -gdb tcp::1234                          | there is no debugger port
            -accel thread=single                    | jvm and interp are known
            -accel                                  | -accel needs a value
            -accel jvm,thread=sinlge                | did you mean single?
            -accel jvm,tread=multi                  | did you mean thread?
            -accel interp,tc-size=64                | did you mean tb-size?
            -drive file=@missing,if=none,id=a -device virtio-blk-device,drive=a  | no such file
            -drive file=@directory,if=none,id=a -device virtio-blk-device,drive=a | is a directory
            -drive file=@disk -drive file=@disk     | in use by another disk
            -drive file=@disk -drive file=@disk,readonly=on | in use by another disk
            -drive file=@disk -drive file=@disk,snapshot=on | in use by another disk
            -drive if=none,id=a                     | file= is missing
            -drive file=@missing,if=none,id=a       | no such file
            -drive file=@disk,if=none,id=a,format=qcow2 | raw is known
            -drive file=@disk,if=none,id=a,readonly=maybe | on or off
            -drive file=@disk,if=none,id=a,sanpshot=on | did you mean snapshot?
            -drive file=@disk,if=none,id=a -drive file=@disk,if=none,id=a | already
            -drive file=@disk,if=none,id=disk1 -device virtio-blk-device,drive=disk2 | did you mean disk1?
            -device virtio-blk-device               | drive= is missing
            -device virtio-blk-pci,drive=a          | the disk is virtio-blk-device
            -device virtio-blk-devise,drive=a       | did you mean virtio-blk-device?
            -drive file=@disk,if=none,id=a -device virtio-blk-device,drive=a,bus=pci.0 | unknown bus
            -drive file=@disk,if=none,id=a -device virtio-blk-device,drive=a -device virtio-blk-device,drive=a | attached already
            -global virtio-mmio.force-legasy=off    | did you mean
            -global virtio-mmio.force-legacy=2      | on or off
            -serial unix:                           | name is missing
            -serial unix:@disk,server=on            | can't listen there
            -serial tcp:localhost:1                 | can't connect
            """)
    void isRefusedInOneLine(String line, String part) {
        assertRefused(run(line), part);
    }

    @Test
    void aDiskInUseByAnotherMachineIsRefused() throws IOException {
        try (FileChannel other = FileChannel.open(dir.resolve("disk"), StandardOpenOption.WRITE);
                FileLock lock = other.lock()) {
            assertTrue(lock.isValid());
            assertRefused(run("-drive file=@disk,if=none,id=a -device virtio-blk-device,drive=a"), "in use");
        }
    }

    @Test
    void nineDisksDontFit() {
        StringBuilder line = new StringBuilder("-snapshot");
        for (int i = 0; i < 9; i++) {
            line.append(" -drive file=@disk,format=raw");
        }
        assertRefused(run(line.toString()), "no virtio-mmio slot");
    }

    @Test
    void twoDevicesOnOneBusAreRefused() {
        assertRefused(
                run("-drive file=@disk,if=none,id=a -drive file=@disk,if=none,id=b"
                        + " -device virtio-blk-device,drive=a,bus=virtio-mmio-bus.3"
                        + " -device virtio-blk-device,drive=b,bus=virtio-mmio-bus.3"),
                "is taken");
    }

    @Test
    void anOutputThatNobodyReadsEndsTheMachine() {
        CommandRun run = CommandRun.withClosedOutput("-smp", "2");
        assertEquals(1, run.status());
        assertEquals("vesper: the console's output can't be written: Broken pipe\n", run.err());
    }

    /** Only headers are spoilt, and what is still an image isn't run: what it does then is the guest's business. */
    @Test
    void spoiltHeadersAreRefusedInOneLineOrAccepted() throws IOException {
        Random random = new Random(42);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] bytes = elf.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[4 + random.nextInt(64 + 56 - 4)] = (byte) random.nextInt();
            }
            Files.write(dir.resolve("fuzzed.elf"), bytes);
            CommandRun run = run("-kernel @fuzzed.elf -machine dumpdtb=@out.dtb");
            if (run.status() != 0) {
                assertRefused(run, "fuzzed.elf");
                refused++;
            }
        }
        assertTrue(refused > 100, "some were refused: " + refused);
    }
}

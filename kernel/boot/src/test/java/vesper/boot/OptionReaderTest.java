package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.machine.BadInput;
import vesper.machine.Disk;
import vesper.machine.MachineConfig;

class OptionReaderTest {
    private static Launch read(String... args) throws UsageError, BadInput {
        return OptionReader.read(new CommandLineReader(args));
    }

    private static MachineConfig config(String... args) throws UsageError, BadInput {
        return read(args).config();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | 4",
                "cpus=4 | 4",
                "4,cores=4 | 4",
                "sockets=2,cores=3 | 6",
                "4,sockets=1,cores=2,threads=2 | 4",
                "2,maxcpus=2 | 2"
            })
    void harts(String smp, int harts) throws UsageError, BadInput {
        assertEquals(harts, config("-smp", smp).harts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "128 | 134217728",
                "64M | 67108864",
                "1G | 1073741824",
                "size=16m | 16777216",
                "4096K | 4194304",
                "5000B | 8192",
                "1GiB | 1073741824"
            })
    void memory(String size, long bytes) throws UsageError, BadInput {
        assertEquals(bytes, config("-m", size).memory());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jvm | true | false",
                "accel=jvm | true | false",
                "jvm,thread=multi | true | false",
                "jvm,thread=single | true | true",
                "interp | false | false",
                "interp,thread=single | false | true"
            })
    void acceleration(String accel, boolean translated, boolean singleThread) throws UsageError, BadInput {
        Translation translation = translated ? Acceleration.DEFAULT.translation() : Translation.NEVER;
        assertEquals(
                new Acceleration(translation, singleThread),
                config("-accel", accel).acceleration());
    }

    @Test
    void whatIsNotSaidIsQemusDefault() throws UsageError, BadInput {
        Launch launch = read();
        assertEquals(1, launch.config().harts());
        assertEquals(128L << 20, launch.config().memory());
        assertEquals(Acceleration.DEFAULT, launch.config().acceleration());
        assertTrue(launch.config().legacyVirtio());
        assertTrue(launch.config().reboot());
        assertEquals(new Serial.Stdio(false), launch.serial());
    }

    @Test
    void aScriptForQemuIsUnderstood() throws UsageError, BadInput {
        Launch launch = read(
                "-machine",
                "virt",
                "-cpu",
                "rv64",
                "-smp",
                "3",
                "-m",
                "128M",
                "-nographic",
                "-display",
                "none",
                "-monitor",
                "none",
                "-serial",
                "null",
                "-bios",
                "none",
                "-no-reboot",
                "-global",
                "virtio-mmio.force-legacy=false");
        assertFalse(launch.config().legacyVirtio());
        assertFalse(launch.config().reboot());
        assertInstanceOf(Serial.Nowhere.class, launch.serial());
    }

    @Test
    void theFirstDeviceGetsTheLastSlot() throws UsageError, BadInput {
        List<Disk> disks = config(
                        "-drive", "file=a,if=none,format=raw,id=x",
                        "-drive", "file=b,if=none,id=y,readonly=on",
                        "-drive", "file=c,,d,if=none,id=z,snapshot=on",
                        "-device", "virtio-blk-device,drive=y",
                        "-device", "virtio-blk-device,drive=x,bus=virtio-mmio-bus.0,serial=S",
                        "-device", "virtio-blk-device,drive=z")
                .disks();
        assertEquals(List.of(0, 6, 7), disks.stream().map(Disk::slot).toList());
        assertEquals(
                List.of("a", "c,d", "b"),
                disks.stream().map(d -> d.file().toString()).toList());
        assertEquals(
                List.of(false, false, true), disks.stream().map(Disk::readOnly).toList());
        assertEquals(
                List.of(false, true, false), disks.stream().map(Disk::snapshot).toList());
        assertEquals("S", disks.getFirst().serial());
    }

    @Test
    void aValueMayLookLikeAnOption() throws UsageError {
        assertEquals(
                "-s", new CommandLineReader("-append", "-s").last(Word.APPEND).orElse(""));
    }

    @Test
    void theLastOfSeveralCounts() throws UsageError, BadInput {
        assertEquals(5, config("-smp", "2", "--smp", "5").harts());
    }
}

package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.machine.BadInput;
import vesper.machine.Disk;
import vesper.machine.Load;
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
                "2,maxcpus=2 | 2",
                "4,sockets=1,cores=4,threads=1 | 4",
                "threads=1,cores=4,sockets=1,cpus=4 | 4",
                "cpus=2,maxcpus=4 | 2",
                "2,maxcpus=4,cores=4 | 2",
                "4,sockets=2 | 4",
                "maxcpus=3 | 3"
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
                "1GiB | 1073741824",
                "0.5G | 536870912",
                "1.5 | 1572864",
                "9000B | 16384",
                "64M,slots=2,maxmem=1G | 67108864"
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
                "interp,thread=single | false | true",
                "tcg | true | false",
                "tcg,thread=single,tb-size=64 | true | true"
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
        assertEquals(new Serial.Stdio(false, true), launch.serial());
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

    @Test
    void severalOfAKindAreOne() throws UsageError, BadInput {
        assertEquals(4, config("-smp", "4", "-smp", "maxcpus=8").harts());
        assertEquals(64L << 20, config("-m", "64M", "-m", "maxmem=1G").memory());
    }

    @Test
    void theFirstAcceleratorThatIsThereCounts() throws UsageError, BadInput {
        assertEquals(
                Acceleration.INTERPRETER,
                config("-accel", "kvm", "-accel", "interp", "-accel", "tcg").acceleration());
        assertEquals(
                Acceleration.INTERPRETER, config("-machine", "accel=kvm:interp").acceleration());
    }

    @Test
    void theBoardsSerialPortIsTheFirst() throws UsageError, BadInput {
        assertEquals(
                new Serial.Stdio(true, false),
                read("-serial", "stdio", "-serial", "null").serial());
        assertEquals(new Serial.Nowhere(), read("-nodefaults").serial());
        assertEquals(
                new Serial.Stdio(true, false),
                read("-nodefaults", "-serial", "stdio").serial());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mon:stdio | Stdio[signals=false, escapes=true]",
                "stdio | Stdio[signals=true, escapes=false]",
                "file:a,b | ToFile[file=a,b, append=false]",
                "tcp:[::1]:80,server | Socket[address=tcp:[::1]:80, server=true, waits=true, noDelay=false]",
                "tcp:h:0,nodelay | Socket[address=tcp:h:0, server=false, waits=true, noDelay=true]",
                "tcp::80,server,nowait | Socket[address=tcp::80, server=true, waits=false, noDelay=false]",
                "unix:a,,b,server=on,wait=off | Socket[address=unix:a,b, server=true, waits=false, noDelay=false]"
            })
    void serialPorts(String serial, String meaning) throws UsageError, BadInput {
        assertEquals(meaning, read("-serial", serial).serial().toString());
    }

    @Test
    void aCharacterDeviceIsASerialPortByItsId() throws UsageError, BadInput {
        assertEquals(
                new Serial.Stdio(true, true),
                read("-chardev", "stdio,id=con,mux=on", "-serial", "chardev:con", "-mon", "chardev=con")
                        .serial());
        assertEquals(
                new Serial.Socket(new Serial.Tcp("h", 1), false, true, false),
                read("-chardev", "socket,id=con,host=h,port=1", "-serial", "chardev:con")
                        .serial());
    }

    @Test
    void aDriveThatADeviceNamesBelongsToIt() throws UsageError, BadInput {
        List<Disk> disks = config(
                        "-drive", "file=a,format=raw,id=hd0",
                        "-drive", "file=b,format=raw",
                        "-device", "virtio-blk-device,drive=hd0,bus=virtio-mmio-bus.2")
                .disks();
        assertEquals(List.of(2, 7), disks.stream().map(Disk::slot).toList());
        assertEquals("a", disks.getFirst().file().toString());
    }

    @Test
    void aSerialIsCutToTwentyBytes() throws UsageError, BadInput {
        String device = "virtio-blk-device,drive=d,serial=";
        assertEquals(
                "12345678901234567890",
                disk("file=a,if=none,id=d", device + "123456789012345678901").serial());
        assertEquals(
                "1234567890123456789",
                disk("file=a,if=none,id=d", device + "1234567890123456789\u00e9")
                        .serial());
    }

    private static Disk disk(String drive, String device) throws UsageError, BadInput {
        return config("-drive", drive, "-device", device).disks().getFirst();
    }

    @Test
    void whatADriveSaysItselfBeatsSnapshot() throws UsageError, BadInput {
        List<Disk> disks = config("-snapshot", "-drive", "file=a,snapshot=off,index=7", "-cdrom", "b", "-hda", "c,d")
                .disks();
        assertEquals(
                List.of("c,d", "b", "a"),
                disks.stream().map(disk -> disk.file().toString()).toList());
        assertEquals(
                List.of(true, true, false), disks.stream().map(Disk::snapshot).toList());
        assertEquals(
                List.of(false, true, false), disks.stream().map(Disk::readOnly).toList());
    }

    @Test
    void aDriveWithoutIdIsNamedByItsPlaceWhichIsItsOwn() throws UsageError, BadInput {
        assertEquals(
                1,
                config("-hdb", "a", "-device", "virtio-blk-device,drive=none1")
                        .disks()
                        .size());
        assertThrows(UsageError.class, () -> config("-drive", "file=a,format=raw", "-hda", "b"));
        assertThrows(UsageError.class, () -> config("-hda", "a", "-hda", "b"));
        assertThrows(UsageError.class, () -> config("-hdb", "a", "-drive", "file=b,if=none,unit=1"));
    }

    @Test
    void aDiskThatNoDeviceNamesGetsASlotThatIsLeft() throws UsageError, BadInput {
        String[] words = {"-hda", "a", "-drive", "file=b,if=none,id=d", "-device", "virtio-blk-device,drive=d"};
        assertEquals(
                List.of(6, 7), config(words).disks().stream().map(Disk::slot).toList());
        assertEquals("a", config(words).disks().getFirst().file().toString());
    }

    @Test
    void eachOfSeveralSizesMustBeOne() {
        assertThrows(UsageError.class, () -> config("-m", "12Q", "-m", "64M"));
    }

    @Test
    void aDriveThatIsMentionedReplacesTheBundledDisk() throws UsageError, BadInput {
        assertEquals(1, config().disks().size());
        assertEquals(List.of(), config("-drive", "file=pom.xml,if=none,id=d").disks());
    }

    @Test
    void resetsAndPowerOff() throws UsageError, BadInput {
        assertFalse(config("-no-shutdown").shutdown());
        assertFalse(config("-action", "shutdown=pause").shutdown());
        assertFalse(config("-action", "reboot=shutdown").reboot());
        assertTrue(config("-action", "reboot=reset,shutdown=poweroff").shutdown());
    }

    @ParameterizedTest
    @CsvSource({
        "base=utc, PT0S",
        "base=localtime, PT2H",
        "base=2006-06-17T16:01:21, -PT8H",
        "base=2006-06-18, -PT1M21S",
        "clock=host, PT0S"
    })
    void theClockIsAheadOfTheHosts(String rtc, String ahead) throws UsageError {
        Instant now = Instant.parse("2006-06-18T00:01:21Z");
        assertEquals(Duration.parse(ahead), RealTimeClock.ahead(List.of(rtc), now, ZoneId.of("+02:00")));
    }

    @Test
    void aLoaderPutsAFileOrDataIntoRamOrHasAHartStartThere() throws UsageError, BadInput {
        List<Load> loads = config(
                        "-smp", "3",
                        "-device", "loader,file=pom.xml,addr=0x80400000,cpu-num=2,force-raw=on",
                        "-device", "loader,addr=020000000000,data=0x0102030405060708,data-len=4",
                        "-device", "loader,addr=18446744073709551615,data=1,data-len=2,data-be=on",
                        "-device", "loader,addr=0x80000000,cpu-num=1")
                .loads();
        assertEquals(
                List.of(0x8040_0000L, 0x8000_0000L, -1L, 0x8000_0000L),
                loads.stream().map(Load::address).toList());
        assertTrue(loads.getFirst().raw());
        assertEquals(OptionalInt.of(2), loads.getFirst().hart());
        assertArrayEquals(new byte[] {8, 7, 6, 5}, loads.get(1).data());
        assertArrayEquals(new byte[] {0, 0}, loads.get(2).data());
        assertEquals(OptionalInt.of(1), loads.getLast().hart());
    }
}

package vesper.boot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of the command line, with QEMU's names: those that do something; those that ask for what the machine is in
 * any case; and those that ask for what it hasn't got. One row is all that an option's name and help need.
 */
enum Word {
    MACHINE("machine", "virt", "the board; the only one (also -M)", "M"),
    CPU("cpu", "rv64", "rv64 or max, which are the same"),
    SMP("smp", "N", "number of harts, each a thread of the host; also cpus=N"),
    MEMORY("m", "SIZE", "RAM: 128M (the default), 1G, 0.5G, a bare number is MiB"),
    BIOS("bios", "FILE", "firmware, an ELF or raw; none; default: an installed OpenSBI, which most kernels get"),
    KERNEL("kernel", "FILE", "an ELF, a Linux Image or raw; without -bios an ELF at 0x80000000 runs in M-mode"),
    INITRD("initrd", "FILE", "initial RAM disk for the kernel"),
    APPEND("append", "TEXT", "the kernel's command line"),
    DTB("dtb", "FILE", "device tree to hand over instead of the generated one"),
    DRIVE("drive", "SPEC", "file=F,if=none,format=raw,id=I[,readonly=on][,snapshot=on]"),
    HDA("hda", "FILE", "a disk, as -drive file=FILE,format=raw; so are -hdb, -hdc and -hdd"),
    HDB("hdb", "FILE", "as -hda, the second"),
    HDC("hdc", "FILE", "as -hda, the third"),
    HDD("hdd", "FILE", "as -hda, the fourth"),
    CDROM("cdrom", "FILE", "as -hdc, read-only"),
    DEVICE("device", "SPEC", "virtio-blk-device,drive=I[,bus=virtio-mmio-bus.N][,serial=S], loader,file=F[,addr=A]"),
    GLOBAL("global", "SPEC", "virtio-mmio.force-legacy=false for virtio version 2"),
    SNAPSHOT("snapshot", "", "forget at power off what the guest writes to its disks"),
    NOGRAPHIC("nographic", "", "console on stdin and stdout: always so"),
    SERIAL("serial", "WHERE", "mon:stdio (the default), stdio, null, file:F, tcp:HOST:PORT, unix:F, chardev:I"),
    CHARDEV("chardev", "SPEC", "stdio, null, file or socket, with id=I, for -serial chardev:I"),
    MON("mon", "SPEC", "chardev=I, for the console that has mux=on: Ctrl-A is for the machine"),
    NO_REBOOT("no-reboot", "", "a reset by the guest ends the machine"),
    NO_SHUTDOWN("no-shutdown", "", "at power off the machine stays, its harts stopped, until Ctrl-A x"),
    ACTION("action", "SPEC", "reboot=shutdown is -no-reboot, shutdown=pause is -no-shutdown"),
    RTC("rtc", "SPEC", "base=utc (the default), localtime or 2026-11-30T12:00:00"),
    NODEFAULTS("nodefaults", "", "no console unless there is a -serial"),
    FIRST_GUEST("first-guest", "", "instead of the kernel, harts that greet each other and pass a token around"),
    ACCEL("accel", "HOW", "jvm (the default; also tcg) or interp[,thread=single: harts take turns on one thread]"),
    STATS("stats", "", "say at exit what each hart did"),
    HELP("help", "", "this text (also -h)", "h"),
    VERSION("version", "", "the version"),

    DISPLAY("display", "none", Absent.DISPLAY),
    VGA("vga", "none", Absent.DISPLAY),
    VNC("vnc", "none", Absent.DISPLAY),
    MONITOR("monitor", "none|null", Absent.MONITOR),
    QMP("qmp", "none|null", Absent.MONITOR_QMP),
    NET("net", "none", Absent.NETWORK),
    NIC("nic", "none", Absent.NETWORK),
    PARALLEL("parallel", "none|null", Absent.PARALLEL_PORT),
    AUDIO("audio", "none|driver=none", Absent.SOUND),
    SANDBOX("sandbox", "off|enable=off", Absent.SANDBOX),
    ECHR("echr", "1|0x1|0x01", Absent.ESCAPE_KEY),

    SEMIHOSTING("semihosting", "", "taken, not served: a semihosting call is an ordinary ebreak"),
    SEMIHOSTING_CONFIG("semihosting-config", "SPEC", "enable=off; or on, which is as -semihosting"),
    NAME("name", "TEXT", "taken: a title for a window, and there is none"),
    UUID("uuid", "UUID", "taken: nothing tells it to the guest"),
    KEYBOARD("k", "LANGUAGE", "taken: the terminal knows its keyboard"),
    BOOT("boot", "SPEC", "taken: nothing tells it to the firmware"),
    NO_USER_CONFIG("no-user-config", "", "taken: there is none"),
    MEM_PREALLOC("mem-prealloc", "", "taken: when the host gives the RAM is the host's business"),
    OVERCOMMIT("overcommit", "SPEC", "taken: when the host gives the RAM is the host's business"),
    WATCHDOG_ACTION("watchdog-action", "WHAT", "taken: there is no watchdog"),
    MSG("msg", "SPEC", "taken: a message is one line, without a time"),

    GDB_SHORT("s", Absent.DEBUGGER),
    GDB("gdb", Absent.DEBUGGER),
    STOPPED("S", Absent.START),
    LOG("d", Absent.TRACE),
    LOG_FILE("D", Absent.TRACE),
    LOG_FILTER("dfilter", Absent.TRACE),
    TRACE("trace", Absent.TRACE),
    PLUGIN("plugin", Absent.TRACE),
    SINGLE_STEP("singlestep", Absent.TRACE),
    ICOUNT("icount", Absent.INSTRUCTION_CLOCK),
    KVM("enable-kvm", Absent.KVM),
    QMP_PRETTY("qmp-pretty", Absent.MONITOR_QMP),
    DEBUG_CONSOLE("debugcon", Absent.MONITOR),
    PRECONFIG("preconfig", Absent.MONITOR),
    NETDEV("netdev", Absent.NETWORK),
    PFLASH("pflash", Absent.FLASH),
    SD("sd", Absent.SD_CARD),
    MTD_BLOCK("mtdblock", Absent.MTD),
    FLOPPY_A("fda", Absent.FLOPPY),
    FLOPPY_B("fdb", Absent.FLOPPY),
    BLOCK_DEVICE("blockdev", Absent.BLOCK_NODES),
    FILE_SYSTEM_DEVICE("fsdev", Absent.SHARING),
    VIRTFS("virtfs", Absent.SHARING),
    USB("usb", Absent.USB),
    USB_DEVICE("usbdevice", Absent.USB),
    SPICE("spice", Absent.DISPLAY),
    FULL_SCREEN("full-screen", Absent.DISPLAY),
    RESOLUTION("g", Absent.DISPLAY),
    AUDIO_DEVICE("audiodev", Absent.SOUND),
    TPM_DEVICE("tpmdev", Absent.TPM),
    OBJECT("object", Absent.OBJECTS),
    NUMA("numa", Absent.NUMA),
    FW_CFG("fw_cfg", Absent.FW_CFG),
    ACPI_TABLE("acpitable", Absent.TABLES),
    SMBIOS("smbios", Absent.TABLES),
    LOAD_STATE("loadvm", Absent.SAVED_STATE),
    INCOMING("incoming", Absent.SAVED_STATE),
    ONLY_MIGRATABLE("only-migratable", Absent.SAVED_STATE),
    DAEMONIZE("daemonize", Absent.BACKGROUND),
    PID_FILE("pidfile", Absent.BACKGROUND),
    RUN_AS("runas", Absent.HOST_IDENTITY),
    CHROOT("chroot", Absent.HOST_IDENTITY),
    READ_CONFIG("readconfig", Absent.CONFIG_FILE),
    SET("set", Absent.CONFIG_FILE),
    FIRMWARE_FOLDER("L", Absent.FIRMWARE_FOLDER),
    MEMORY_PATH("mem-path", Absent.MEMORY_FILE),
    WATCHDOG("watchdog", Absent.WATCHDOG),
    SEED("seed", Absent.SEED);

    private final String name;
    private final String otherName;
    private final String parameter;
    private final String help;
    private final String only;
    private final String refusal;

    Word(String name, String parameter, String help) {
        this(name, parameter, help, "");
    }

    Word(String name, String parameter, String help, String otherName) {
        this(name, parameter, help, otherName, "", "");
    }

    /** A word that takes these values alone, which have bars between. */
    Word(String name, String only, Absent otherwise) {
        this(name, only.replaceFirst("\\|.*", ""), otherwise.text(), "", only, "");
    }

    /** A word of QEMU's that is refused. */
    Word(String name, Absent missing) {
        this(name, "", "", "", "", missing.text());
    }

    Word(String name, String parameter, String help, String otherName, String only, String refusal) {
        this.name = name;
        this.otherName = otherName;
        this.parameter = parameter;
        this.help = help;
        this.only = only;
        this.refusal = refusal;
    }

    private Stream<String> names() {
        return otherName.isEmpty() ? Stream.of(name) : Stream.of(name, otherName);
    }

    /** Whether it asks for something that isn't there, whatever its value. */
    boolean refused() {
        return !refusal.isEmpty();
    }

    boolean hasParameter() {
        return !parameter.isEmpty();
    }

    /** Refuses a word, or one of its values, that asks for something that isn't there. */
    void check(String value) throws UsageError {
        if (refused()) {
            throw new UsageError(dashed() + ": " + refusal);
        }
        List<String> taken = List.of(only.split("\\|", -1));
        if (!only.isEmpty() && !taken.contains(value)) {
            throw new UsageError("%s %s: %s%s".formatted(dashed(), value, help, NearestWord.hint(value, taken)));
        }
    }

    /** The word that is written so, with one dash or, as QEMU allows, two; null for none. */
    static @Nullable Word spelled(String argument) {
        String name = argument.startsWith("--") ? argument.substring(1) : argument;
        for (Word word : values()) {
            if (name.equals("-" + word.name) || (!word.otherName.isEmpty() && name.equals("-" + word.otherName))) {
                return word;
            }
        }
        return null;
    }

    /** The main name with its dash. */
    String dashed() {
        return "-" + name;
    }

    /** The line of the help; empty for a word that is refused. */
    Optional<String> helpLine() {
        return refused() ? Optional.empty() : Optional.of(helpLine((dashed() + " " + parameter).strip(), help));
    }

    /** With the word at the line's start, where scripts look for QEMU's. */
    static String helpLine(String word, String help) {
        return "%-17s %s".formatted(word, help);
    }

    /** What its value is called; empty if it has none. In lower case it is the value itself. */
    String parameter() {
        return parameter;
    }

    String help() {
        return help;
    }

    /** With their dashes, the main one first. */
    List<String> spellings() {
        return names().map(each -> "-" + each).toList();
    }

    static List<String> known() {
        return Arrays.stream(values())
                .filter(word -> !word.refused())
                .flatMap(Word::names)
                .map(each -> "-" + each)
                .toList();
    }
}

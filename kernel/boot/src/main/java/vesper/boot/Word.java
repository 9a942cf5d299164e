package vesper.boot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of the command line, with QEMU's names. One row is all that an option's name and help need. */
enum Word {
    MACHINE("machine", "virt", "the board; the only one (also -M)", "M"),
    CPU("cpu", "rv64", "rv64 or max, which are the same"),
    SMP("smp", "N", "number of harts, each a thread of the host; also cpus=N"),
    MEMORY("m", "SIZE", "RAM: 128M (the default), 1G, a bare number is MiB"),
    BIOS("bios", "FILE", "firmware: an ELF or raw; none; default looks for an installed OpenSBI"),
    KERNEL("kernel", "FILE", "an ELF, a Linux Image or raw; without -bios it is entered in M-mode"),
    INITRD("initrd", "FILE", "initial RAM disk for the kernel"),
    APPEND("append", "TEXT", "the kernel's command line"),
    DTB("dtb", "FILE", "device tree to hand over instead of the generated one"),
    DRIVE("drive", "SPEC", "file=F,if=none,format=raw,id=I[,readonly=on][,snapshot=on]"),
    DEVICE("device", "SPEC", "virtio-blk-device,drive=I[,bus=virtio-mmio-bus.N][,serial=S]"),
    GLOBAL("global", "SPEC", "virtio-mmio.force-legacy=false for virtio version 2"),
    SNAPSHOT("snapshot", "", "forget at power off what the guest writes to its disks"),
    NOGRAPHIC("nographic", "", "console on stdin and stdout: always so"),
    DISPLAY("display", "none", "there is no other"),
    SERIAL("serial", "WHERE", "stdio, mon:stdio (the default), null, file:F"),
    MONITOR("monitor", "none", "there is no monitor"),
    NO_REBOOT("no-reboot", "", "a reset by the guest ends the machine"),
    FIRST_GUEST("first-guest", "", "instead of the kernel, harts that greet each other and pass a token around"),
    ACCEL("accel", "HOW", "jvm (the default) or interp[,thread=single: harts take turns on one thread]"),
    STATS("stats", "", "say at exit what each hart did"),
    HELP("help", "", "this text (also -h)", "h"),
    VERSION("version", "", "the version"),

    GDB_SHORT("s"),
    STOPPED("S"),
    GDB("gdb"),
    LOG("d"),
    LOG_FILE("D");

    private final String name;
    private final String otherName;
    private final String parameter;
    private final String help;
    private final boolean later;

    Word(String name, String parameter, String help) {
        this(name, parameter, help, "");
    }

    Word(String name, String parameter, String help, String otherName) {
        this.name = name;
        this.otherName = otherName;
        this.parameter = parameter;
        this.help = help;
        this.later = false;
    }

    /** A word of QEMU's that is refused for now. */
    Word(String name) {
        this.name = name;
        this.otherName = "";
        this.parameter = "";
        this.help = "";
        this.later = true;
    }

    private Stream<String> names() {
        return otherName.isEmpty() ? Stream.of(name) : Stream.of(name, otherName);
    }

    /** Whether it belongs to a later chapter: debugging and tracing. */
    boolean later() {
        return later;
    }

    boolean hasParameter() {
        return !parameter.isEmpty();
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
        return later ? Optional.empty() : Optional.of(helpLine((dashed() + " " + parameter).strip(), help));
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
                .filter(word -> !word.later)
                .flatMap(Word::names)
                .map(each -> "-" + each)
                .toList();
    }
}

package vesper.boot;

import java.util.List;

/** The keys of {@code -machine}. */
final class MachineKeys {
    static final List<Key> ALL = List.of(
            Key.words("type", "the board is virt", "virt"),
            Key.off("aclint", "there is a CLINT and no ACLINT"),
            Key.words("aia", "there is a PLIC and no AIA", "none"),
            Key.words("aia-guests", "there is no AIA", "0"),
            Key.words("acpi", Absent.TABLES.text(), "off", "auto"),
            Key.off("usb", Absent.USB.text()),
            Key.flag("graphics"),
            Key.flag("mem-merge"),
            Key.flag("dump-guest-core"),
            Key.flag("suppress-vmdesc"),
            Key.text("dumpdtb"),
            Key.text("accel"),
            Key.text("firmware"),
            Key.text("kernel"),
            Key.text("initrd"),
            Key.text("append"),
            Key.text("dtb"));

    /** A key that is short for a word. */
    record Alias(String key, Word word) {}

    static final List<Alias> ALIASES = List.of(
            new Alias("firmware", Word.BIOS),
            new Alias("kernel", Word.KERNEL),
            new Alias("initrd", Word.INITRD),
            new Alias("append", Word.APPEND),
            new Alias("dtb", Word.DTB));

    private MachineKeys() {}
}

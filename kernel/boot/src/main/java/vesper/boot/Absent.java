package vesper.boot;

import java.util.Optional;

/**
 * What a machine of QEMU's can have and this one has not. Some have names that ask for them: a {@code -device}, or the
 * {@code if} of a {@code -drive}; those are a regular expression.
 */
enum Absent {
    NETWORK("there is no network", "virtio-net.*|e1000.*|rtl8139|igb|tulip|vmxnet3|ne2k.*|pcnet|i8255.*|usb-net"),
    DISPLAY("there is no display", "virtio-gpu.*|virtio-vga.*|VGA|.*-vga|bochs-display|ramfb|qxl.*|.*-display"),
    INPUT("there is no keyboard, mouse or tablet", "virtio-(keyboard|mouse|tablet|input).*"),
    ENTROPY("there is no entropy device", "virtio-rng.*"),
    VIRTIO_CONSOLE("there is no virtio console; the console is -serial", "virtio-serial.*|virtconsole|virtserialport"),
    SHARING("there is no folder shared with the host (9p)", "virtio-9p.*|vhost-user-fs.*"),
    BALLOON("there is no balloon", "virtio-balloon.*"),
    CRYPTO("there is no crypto device", "virtio-crypto.*"),
    VSOCK("there is no vsock", "vhost-vsock.*|vhost-user-vsock.*"),
    IOMMU("there is no IOMMU", "virtio-iommu.*|riscv-iommu.*"),
    MORE_MEMORY("there is no memory but -m", "virtio-mem.*|virtio-pmem.*|pc-dimm|nvdimm"),
    SOUND("there is no sound", "virtio-sound.*|virtio-snd.*|AC97|ES1370|intel-hda|ich9-intel-hda|hda-.*|sb16"),
    USB("there is no USB", "usb-.*|.*-usb-.*|.*-xhci|pci-ohci"),
    TPM("there is no TPM", "tpm-.*"),
    SCSI("there is no SCSI", "virtio-scsi.*|vhost-scsi.*|scsi.*|megasas.*|lsi.*|mptsas.*|am53c974|dc390"),
    FLASH("there is no flash (pflash)", "pflash|cfi\\.pflash.*"),
    SD_CARD("there is no slot for an SD card", "sd|sd-card|sdhci.*"),
    IDE("there is no IDE", "ide.*|ahci|ich9-ahci|piix.*-ide"),
    FLOPPY("there is no floppy", "floppy"),
    MTD("there is no memory technology device (mtd)", "mtd"),
    XEN("there is no Xen", "xen.*"),
    PCI_DISK("there is no PCI; the disk is virtio-blk-device", "virtio-blk|virtio-blk-pci.*"),
    PCI("there is no PCI", ".*-pci(-.*)?|nvme.*|pcie.*|pci-.*|ioh3420|pxb.*|x3130.*|edu|ivshmem.*|vfio.*|igd.*"),
    ISA("there is no ISA bus", "isa-.*"),
    PARALLEL_PORT("there is no parallel port", ""),
    SANDBOX("there is no sandbox", ""),
    ESCAPE_KEY("the console's key is Ctrl-A", ""),
    DEBUGGER("there is no debugger port", ""),
    START("there is no debugger or monitor that could start it", ""),
    TRACE("there is no trace", ""),
    MONITOR("there is no monitor", ""),
    MONITOR_QMP("there is no monitor (QMP)", ""),
    KVM("there is no KVM here: -accel jvm (the default) or interp", ""),
    INSTRUCTION_CLOCK("there is no clock that counts instructions", ""),
    BLOCK_NODES("there are no block nodes; a disk is given with -drive", ""),
    OBJECTS("there are no objects", ""),
    NUMA("there are no NUMA nodes", ""),
    FW_CFG("there is no fw_cfg device", ""),
    TABLES("there are no ACPI or SMBIOS tables; there is a device tree", ""),
    SAVED_STATE("there is no saved state", ""),
    BACKGROUND("there is no daemon; the shell's & runs it in the background", ""),
    HOST_IDENTITY("there is no change of user or root folder", ""),
    CONFIG_FILE("there is no file of options", ""),
    FIRMWARE_FOLDER("there is no folder of firmware; -bios names the file", ""),
    MEMORY_FILE("there is no file behind the RAM", ""),
    WATCHDOG("there is no watchdog", ""),
    SEED("there is no randomness to seed", "");

    private final String text;
    private final String names;

    Absent(String text, String names) {
        this.text = text;
        this.names = names;
    }

    /** A clause for a message. */
    String text() {
        return text;
    }

    /** What somebody who writes {@code name} wants to have. */
    static Optional<Absent> named(String name) {
        for (Absent each : values()) {
            if (name.matches(each.names) && !name.isEmpty()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Refuses a key's value that names something absent. */
    static void refuse(KeyValues keys, String key) throws UsageError {
        Optional<Absent> absent = keys.get(key).flatMap(Absent::named);
        if (absent.isPresent()) {
            throw keys.error(absent.get().text);
        }
    }
}

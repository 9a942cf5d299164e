package vesper.machine;

import static vesper.machine.MemoryMap.RAM_BASE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vesper.machine.BootPlan.Piece;

/**
 * Decides where firmware, kernel, initial RAM disk and device tree go, as QEMU 7.2 does for {@code virt}.
 *
 * <ul>
 *   <li>Firmware: an ELF at its addresses, else raw at the start of RAM.
 *   <li>Kernel: an ELF or a uImage at its addresses; a Linux {@code Image} at the start of RAM + {@code text_offset};
 *       else raw at the firmware's end rounded up to 2 MiB.
 *   <li>Initial RAM disk: half of RAM, but at most 128 MiB, above the kernel's first address.
 *   <li>Files of {@code -device loader}: an ELF at its addresses, else raw where it is told. Data gives way to all others.
 *   <li>Device tree: as high in RAM below 3 GiB as a multiple of 2 MiB allows.
 * </ul>
 *
 * <p>What an ELF has outside RAM is left out, and said in a note. The harts jump to the start of RAM; if nothing lies
 * there, to the entry.
 */
final class ImageLoader {
    private static final long MIB = 1 << 20;
    private static final long BIG_ALIGNMENT = 2 * MIB;
    private static final String DEVICE_TREE = "the device tree";

    /** A RAM below this can't spare 2 MiB for alignment: the device tree goes to a page boundary. */
    private static final long SMALL_RAM = 8 * MIB;

    /** A 32-bit kernel's DMA zone must reach the device tree. */
    private static final long FDT_LIMIT = 3072 * MIB;

    private final MachineConfig config;
    private final AddressRange ram;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Piece> data = new ArrayList<>();
    private final Map<Integer, Long> starts = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<HtifWords> htif = Optional.empty();

    private ImageLoader(MachineConfig config) {
        this.config = config;
        this.ram = AddressRange.of(RAM_BASE, config.memory());
    }

    /** Reads all images of a machine. */
    static BootPlan plan(MachineConfig config) throws BadInput {
        return new ImageLoader(config).plan();
    }

    /** The device tree alone. */
    static byte[] deviceTree(MachineConfig config) throws BadInput {
        ImageLoader loader = new ImageLoader(config);
        loader.plan();
        return loader.pieces.getLast().source();
    }

    /**
     * Where an image came to lie.
     *
     * @param name the image's, for messages
     * @param base its lowest address
     * @param entry where it wants to be entered
     * @param end the first address after it
     */
    private record Placed(String name, long base, long entry, long end) {}

    private BootPlan plan() throws BadInput {
        Placed firmware = config.bios() == null ? null : placeFirmware(config.bios());
        long free = firmware == null ? RAM_BASE : alignUp(firmware.end);
        Placed kernel = config.kernel() == null ? null : placeKernel(config.kernel(), free);
        AddressRange initrd = placeInitrd(kernel);
        for (Load load : config.loads()) {
            place(load);
        }
        Placed first = firmware == null ? kernel : firmware;
        long start = first == null ? RAM_BASE : start(first);
        long fdt = placeDeviceTree(initrd);
        checkOverlaps();

        // As on QEMU the next stage is entered at its lowest address: a kernel's ELF entry may be a virtual one.
        byte[] rom = ResetRom.bytes(start, fdt, kernel == null ? 0 : kernel.base);
        List<Piece> all = new ArrayList<>(data); // first, so that it gives way
        all.addAll(pieces);
        return new BootPlan(List.copyOf(all), rom, fdt, htif, Map.copyOf(starts), List.copyOf(notes));
    }

    /**
     * Where the harts jump to, in M-mode. As on QEMU the start of RAM, whatever the entry of the first image says; but
     * where QEMU's harts would run into zeros, its entry.
     */
    private long start(Placed first) throws BadInput {
        boolean meant = holdsByte(first.entry);
        if (holdsByte(RAM_BASE)) {
            if (meant && first.entry != RAM_BASE) {
                notes.add("%s: entered at 0x%x, as on QEMU, and not at its entry 0x%x"
                        .formatted(first.name, RAM_BASE, first.entry));
            }
            return RAM_BASE;
        }
        if (!meant) {
            String why = ram.contains(first.entry) ? "is empty too" : "lies outside RAM (" + ram + ")";
            throw new BadInput("%s: nothing lies at 0x%x, where the harts start, and its entry 0x%x %s"
                    .formatted(first.name, RAM_BASE, first.entry, why));
        }
        return first.entry;
    }

    private boolean holdsByte(long address) {
        for (Piece piece : pieces) {
            if (address >= piece.paddr() && address - piece.paddr() < piece.length()) {
                return true;
            }
        }
        return false;
    }

    private void place(Load load) throws BadInput {
        ImageFile file = load.file();
        long start = load.address();
        if (file != null) {
            boolean elf = !load.raw() && ElfFile.looksLikeElf(file.bytes());
            start = (elf ? placeElf(file) : placeRaw(file, start)).entry;
        } else if (load.data().length > 0) {
            Piece bytes = Piece.whole("-device loader's data", start, load.data());
            checkInRam(bytes);
            data.add(bytes);
        }
        if (load.hart().isPresent()) {
            starts.put(load.hart().getAsInt(), start);
        }
    }

    private Placed placeFirmware(ImageFile bios) throws BadInput {
        OtherFormats.refuse(bios);
        return ElfFile.looksLikeElf(bios.bytes()) ? placeElf(bios) : placeRaw(bios, RAM_BASE);
    }

    private Placed placeKernel(ImageFile kernel, long free) throws BadInput {
        OtherFormats.refuse(kernel);
        if (ElfFile.looksLikeElf(kernel.bytes())) {
            return placeElf(kernel);
        }
        UImage wrapped = UImage.kernel(kernel);
        if (wrapped != null) {
            add(Piece.whole(kernel.name(), wrapped.load(), wrapped.contents()));
            return new Placed(
                    kernel.name(),
                    wrapped.entry(),
                    wrapped.entry(),
                    pieces.getLast().range().end());
        }
        LinuxImage linux = LinuxImage.parse(kernel);
        return linux == null ? placeRaw(kernel, free) : placeLinux(kernel, linux, free);
    }

    private Placed placeLinux(ImageFile kernel, LinuxImage linux, long free) throws BadInput {
        if (config.bios() == null && linux.textOffset() != 0) {
            throw new BadInput(
                    kernel.name() + ": a Linux Image for S-mode, which needs firmware; -bios none gives none");
        }
        long at = Math.max(free, alignUp(RAM_BASE + linux.textOffset()));
        long size = Math.max(kernel.bytes().length, linux.imageSize());
        add(new Piece(kernel.name(), at, kernel.bytes(), 0, kernel.bytes().length, size));
        return new Placed(kernel.name(), at, at, at + size);
    }

    private Placed placeRaw(ImageFile image, long at) throws BadInput {
        Piece piece = Piece.whole(image.name(), at, image.bytes());
        add(piece);
        return new Placed(image.name(), at, at, piece.range().end());
    }

    private Placed placeElf(ImageFile image) throws BadInput {
        ElfFile elf = ElfFile.parse(image.name(), image.bytes());
        List<ElfFile.Segment> inside = elf.segmentsWithin(ram);
        if (inside.isEmpty()) {
            throw new BadInput("%s: all of it lies outside RAM (%s); see -m".formatted(image.name(), ram));
        }
        noteOutside(image, elf);
        for (ElfFile.Segment segment : inside) {
            add(new Piece(
                    image.name(),
                    segment.paddr(),
                    image.bytes(),
                    segment.fileOffset(),
                    segment.fileSize(),
                    segment.memorySize()));
        }
        htif = htif(elf).or(() -> htif);
        long end = pieces.getLast().range().end();
        return new Placed(image.name(), inside.getFirst().paddr(), elf.entry(), end);
    }

    /**
     * GNU ld by itself puts the ELF's headers into a segment below the code, and its build-id somewhere of its own: for
     * code at the start of RAM that is outside. QEMU's reader drops it too.
     */
    private void noteOutside(ImageFile image, ElfFile elf) {
        for (ElfFile.Segment segment : elf.segments()) {
            if (segment.within(ram).memorySize() != segment.memorySize()) {
                long first = ram.contains(segment.paddr()) ? ram.end() : segment.paddr();
                notes.add("%s: what lies outside RAM (%s) is left out, first 0x%x".formatted(image.name(), ram, first));
                return;
            }
        }
    }

    private Optional<HtifWords> htif(ElfFile elf) {
        OptionalLong tohost = word(elf, "tohost");
        return tohost.isEmpty()
                ? Optional.empty()
                : Optional.of(new HtifWords(tohost.getAsLong(), word(elf, "fromhost")));
    }

    /** A symbol that is the address of a doubleword in RAM. */
    private OptionalLong word(ElfFile elf, String name) {
        OptionalLong symbol = elf.symbol(name);
        boolean usable = symbol.isPresent() && ram.contains(symbol.getAsLong()) && symbol.getAsLong() % 8 == 0;
        return usable ? symbol : OptionalLong.empty();
    }

    private AddressRange placeInitrd(@Nullable Placed kernel) throws BadInput {
        ImageFile initrd = config.initrd();
        if (initrd == null) {
            return AddressRange.EMPTY;
        }
        if (kernel == null) {
            throw new BadInput("-initrd needs a -kernel");
        }
        Piece piece = Piece.whole(
                initrd.name(), kernel.base + Math.min(config.memory() / 2, 128 * MIB), UImage.ramDisk(initrd));
        add(piece);
        return piece.range();
    }

    private long placeDeviceTree(AddressRange initrd) throws BadInput {
        Chosen chosen = new Chosen(config.append(), initrd);
        ImageFile given = config.dtb();
        byte[] blob = given == null
                ? DeviceTree.blob(config.harts(), config.memory(), chosen)
                : GivenDeviceTree.blob(given, chosen);
        long top = Math.min(ram.end(), FDT_LIMIT) - blob.length;
        long at = top & -(config.memory() < SMALL_RAM ? 4096 : BIG_ALIGNMENT);
        add(Piece.whole(DEVICE_TREE, at, blob));
        return at;
    }

    private void add(Piece piece) throws BadInput {
        checkInRam(piece);
        pieces.add(piece);
    }

    private void checkInRam(Piece piece) throws BadInput {
        if (!ram.containsAll(piece.range())) {
            throw new BadInput("%s: %s lies outside RAM (%s); see -m".formatted(piece.name(), piece.range(), ram));
        }
    }

    private void checkOverlaps() throws BadInput {
        List<Piece> sorted = new ArrayList<>(pieces);
        sorted.sort((a, b) -> Long.compare(a.paddr(), b.paddr())); // comparingLong's own lambda is in no AOT cache
        for (int i = 1; i < sorted.size(); i++) {
            Piece below = sorted.get(i - 1);
            Piece above = sorted.get(i);
            if (below.range().end() > above.paddr()) {
                String hint = above.name().equals(DEVICE_TREE) ? "; see -m" : "";
                throw new BadInput("%s (%s) overlaps %s (%s)%s"
                        .formatted(below.name(), below.range(), above.name(), above.range(), hint));
            }
        }
    }

    private static long alignUp(long address) {
        return (address + BIG_ALIGNMENT - 1) & -BIG_ALIGNMENT;
    }
}

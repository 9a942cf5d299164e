package vesper.machine;

import static vesper.machine.MemoryMap.RAM_BASE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vesper.machine.BootPlan.Piece;

/**
 * Decides where firmware, kernel, initial RAM disk and device tree go, as QEMU 7.2 does for {@code virt}.
 *
 * <ul>
 *   <li>Firmware: an ELF at its addresses, else raw at the start of RAM. The harts jump to the start of RAM.
 *   <li>Kernel: an ELF at its addresses; a Linux {@code Image} at the start of RAM + {@code text_offset}; else raw at
 *       the firmware's end rounded up to 2 MiB. Without firmware the harts jump to its entry.
 *   <li>Initial RAM disk: half of RAM, but at most 128 MiB, above the kernel's first address.
 *   <li>Files of {@code -device loader}: an ELF at its addresses, else raw where it is told. Data goes over all others.
 *   <li>Device tree: as high in RAM below 3 GiB as a multiple of 2 MiB allows.
 * </ul>
 */
final class ImageLoader {
    private static final long MIB = 1 << 20;
    private static final long BIG_ALIGNMENT = 2 * MIB;

    /** A RAM below this can't spare 2 MiB for alignment: the device tree goes to a page boundary. */
    private static final long SMALL_RAM = 8 * MIB;

    /** A 32-bit kernel's DMA zone must reach the device tree. */
    private static final long FDT_LIMIT = 3072 * MIB;

    private final MachineConfig config;
    private final AddressRange ram;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Piece> patches = new ArrayList<>();
    private final Map<Integer, Long> starts = new HashMap<>();
    private OptionalLong tohost = OptionalLong.empty();

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
     * @param base its lowest address
     * @param entry where it wants to be entered
     * @param end the first address after it
     */
    private record Placed(long base, long entry, long end) {}

    private BootPlan plan() throws BadInput {
        Placed firmware = new Placed(RAM_BASE, RAM_BASE, RAM_BASE);
        ImageFile bios = config.bios();
        if (bios != null) {
            refuseOtherFormats(bios);
            firmware = ElfFile.looksLikeElf(bios.bytes()) ? placeElf(bios) : placeRaw(bios, RAM_BASE);
        }
        ImageFile kernelFile = config.kernel();
        Placed kernel = kernelFile == null ? null : placeKernel(kernelFile, alignUp(firmware.end));
        AddressRange initrd = placeInitrd(kernel);
        for (Load load : config.loads()) {
            place(load);
        }
        long fdt = placeDeviceTree(initrd);
        checkOverlaps();

        long start = kernel == null || bios != null ? RAM_BASE : kernel.entry;
        // As on QEMU the next stage is entered at its lowest address: a kernel's ELF entry may be a virtual one.
        byte[] rom = ResetRom.bytes(start, fdt, kernel == null ? 0 : kernel.base);
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(patches);
        return new BootPlan(List.copyOf(all), rom, fdt, tohost, Map.copyOf(starts));
    }

    private void place(Load load) throws BadInput {
        ImageFile file = load.file();
        long start = load.address();
        if (file != null) {
            boolean elf = !load.raw() && ElfFile.looksLikeElf(file.bytes());
            start = (elf ? placeElf(file) : placeRaw(file, start)).entry;
        } else if (load.data().length > 0) {
            Piece patch = Piece.whole("-device loader's data", start, load.data());
            checkInRam(patch);
            patches.add(patch);
        }
        if (load.hart().isPresent()) {
            starts.put(load.hart().getAsInt(), start);
        }
    }

    private Placed placeKernel(ImageFile kernel, long free) throws BadInput {
        refuseOtherFormats(kernel);
        if (ElfFile.looksLikeElf(kernel.bytes())) {
            return placeElf(kernel);
        }
        LinuxImage linux = LinuxImage.parse(kernel);
        if (linux == null) {
            return placeRaw(kernel, free);
        }
        long at = Math.max(free, alignUp(RAM_BASE + linux.textOffset()));
        long size = Math.max(kernel.bytes().length, linux.imageSize());
        add(new Piece(kernel.name(), at, kernel.bytes(), 0, kernel.bytes().length, size));
        return new Placed(at, at, at + size);
    }

    private Placed placeRaw(ImageFile image, long at) throws BadInput {
        Piece piece = Piece.whole(image.name(), at, image.bytes());
        add(piece);
        return new Placed(at, at, piece.range().end());
    }

    private Placed placeElf(ImageFile image) throws BadInput {
        ElfFile elf = ElfFile.parse(image.name(), image.bytes());
        long end = 0;
        for (ElfFile.Segment segment : elf.segments()) {
            Piece piece = piece(image, segment);
            add(piece);
            end = Math.max(end, piece.range().end());
        }
        long entry = elf.entry();
        if (!ram.contains(entry)) {
            throw new BadInput("%s: the entry 0x%x lies outside RAM (%s)".formatted(image.name(), entry, ram));
        }
        OptionalLong symbol = elf.symbol("tohost");
        if (symbol.isPresent() && ram.contains(symbol.getAsLong()) && symbol.getAsLong() % 8 == 0) {
            tohost = symbol;
        }
        return new Placed(Math.max(elf.lowest(), RAM_BASE), entry, end);
    }

    /**
     * The piece for a segment. GNU ld by itself puts the ELF's headers in the first segment, in the page before the
     * code; for code at the start of RAM that page is outside. QEMU's reader drops it too.
     */
    private static Piece piece(ImageFile image, ElfFile.Segment segment) {
        long outside = RAM_BASE - segment.paddr();
        if (segment.fileOffset() == 0 && outside > 0 && outside <= 4096 && outside < segment.fileSize()) {
            return new Piece(
                    image.name(),
                    RAM_BASE,
                    image.bytes(),
                    (int) outside,
                    (int) (segment.fileSize() - outside),
                    segment.memorySize() - outside);
        }
        return new Piece(
                image.name(),
                segment.paddr(),
                image.bytes(),
                segment.fileOffset(),
                segment.fileSize(),
                segment.memorySize());
    }

    private AddressRange placeInitrd(@Nullable Placed kernel) throws BadInput {
        ImageFile initrd = config.initrd();
        if (initrd == null) {
            return AddressRange.EMPTY;
        }
        if (kernel == null) {
            throw new BadInput("-initrd needs a -kernel");
        }
        Piece piece =
                Piece.whole(initrd.name(), kernel.base + Math.min(config.memory() / 2, 128 * MIB), initrd.bytes());
        add(piece);
        return piece.range();
    }

    private long placeDeviceTree(AddressRange initrd) throws BadInput {
        ImageFile given = config.dtb();
        byte[] blob = given == null
                ? DeviceTree.blob(config.harts(), config.memory(), config.append(), initrd)
                : checkedDeviceTree(given);
        long top = Math.min(ram.end(), FDT_LIMIT) - blob.length;
        long at = top & -(config.memory() < SMALL_RAM ? 4096 : BIG_ALIGNMENT);
        add(Piece.whole("the device tree", at, blob));
        return at;
    }

    private static byte[] checkedDeviceTree(ImageFile given) throws BadInput {
        byte[] blob = given.bytes();
        boolean magic = blob.length >= 8 && word(blob, 0) == 0xedfe_0dd0;
        if (!magic) {
            throw new BadInput(given.name() + ": not a device tree blob");
        }
        long total = Integer.toUnsignedLong(Integer.reverseBytes(word(blob, 4)));
        if (total > blob.length) {
            throw new BadInput(given.name() + ": truncated: it says " + total + " bytes, the file has " + blob.length);
        }
        return blob;
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
        for (int i = 0; i < pieces.size(); i++) {
            for (int j = 0; j < i; j++) {
                Piece a = pieces.get(j);
                Piece b = pieces.get(i);
                if (a.range().overlaps(b.range())) {
                    throw new BadInput("%s (%s) overlaps %s (%s)".formatted(b.name(), b.range(), a.name(), a.range()));
                }
            }
        }
    }

    /** Names the files that are often given by mistake; any other bytes may be a raw image. */
    private static void refuseOtherFormats(ImageFile image) throws BadInput {
        byte[] bytes = image.bytes();
        int first = bytes.length < 4 ? 0 : word(bytes, 0);
        if ((first & 0xffff) == 0x8b1f) {
            throw new BadInput(image.name() + ": compressed with gzip; unpack it first");
        }
        if (first == 0x5619_0527) {
            throw new BadInput(image.name() + ": a U-Boot uImage; give the ELF or the raw image it was made of");
        }
        if (first == 0xedfe_0dd0) {
            throw new BadInput(image.name() + ": a device tree or FIT image; give the ELF or the raw image");
        }
        if ((first & 0xffff) == 0x5a4d && LinuxImage.parse(image) == null) {
            throw new BadInput(image.name() + ": a PE image that is no RISC-V Linux Image");
        }
        if (isText(bytes)) {
            throw new BadInput(image.name() + ": a text file; neither an ELF nor RISC-V code");
        }
    }

    private static boolean isText(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        return start.length() >= 8 && start.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || (c >= '\t' && c <= '\r'));
    }

    private static int word(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static long alignUp(long address) {
        return (address + BIG_ALIGNMENT - 1) & -BIG_ALIGNMENT;
    }
}

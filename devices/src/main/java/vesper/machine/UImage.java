package vesper.machine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A U-Boot image of the old kind, as {@code mkimage} wraps a kernel or an initial RAM disk (U-Boot's include/image.h).
 * All words are big-endian.
 *
 * <pre>
 *   0x00  magic         0x10  load address     0x1c  os, architecture, type, compression: a byte each
 *   0x04  header's CRC  0x14  entry            0x20  name, 32 bytes
 *   0x08  time          0x18  contents' CRC    0x40  contents
 *   0x0c  size of the contents
 * </pre>
 *
 * @param load where the contents go
 * @param entry where they are entered
 * @param contents unpacked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UImage(long load, long entry, byte[] contents) {
    private static final int MAGIC = 0x2705_1956;
    private static final int HEADER_SIZE = 64;
    private static final int ARCHITECTURE_RISCV = 26;
    private static final int KERNEL = 2;
    private static final int RAM_DISK = 3;
    private static final int UNCOMPRESSED = 0;
    private static final int GZIP = 1;

    /** QEMU's limit: unpacked, a few bytes could be any number. */
    private static final int LARGEST_UNPACKED = 64 << 20;

    /** The kernel in a uImage, or null if it is none. */
    static @Nullable UImage kernel(ImageFile file) throws BadInput {
        return parse(file, KERNEL);
    }

    /** The contents of a uImage of an initial RAM disk, or the file itself if it is none. */
    static byte[] ramDisk(ImageFile file) throws BadInput {
        UImage image = parse(file, RAM_DISK);
        return image == null ? file.bytes() : image.contents;
    }

    private static @Nullable UImage parse(ImageFile file, int wanted) throws BadInput {
        ByteBuffer header = ByteBuffer.wrap(file.bytes());
        if (header.limit() < 4 || header.getInt(0) != MAGIC) {
            return null;
        }
        if (header.limit() <= HEADER_SIZE) {
            throw bad(file, "truncated: its header has 64 bytes, the file " + header.limit());
        }
        long size = Integer.toUnsignedLong(header.getInt(0x0c));
        if (size == 0 || size > header.limit() - HEADER_SIZE) {
            throw bad(file, "it says %d bytes, and has %d".formatted(size, header.limit() - HEADER_SIZE));
        }
        if (header.get(0x1d) != ARCHITECTURE_RISCV) {
            throw bad(file, "of architecture %d, not for RISC-V (26)".formatted(header.get(0x1d) & 0xff));
        }
        if (header.get(0x1e) != wanted) {
            throw bad(
                    file,
                    "of type %d; a kernel (2) or, for -initrd, a RAM disk (3) is known"
                            .formatted(header.get(0x1e) & 0xff));
        }
        byte[] contents = Arrays.copyOfRange(file.bytes(), HEADER_SIZE, HEADER_SIZE + (int) size);
        return new UImage(
                Integer.toUnsignedLong(header.getInt(0x10)),
                Integer.toUnsignedLong(header.getInt(0x14)),
                wanted == KERNEL ? unpacked(file, header.get(0x1f), contents) : contents);
    }

    private static BadInput bad(ImageFile file, String what) {
        return new BadInput(file.name() + ": a uImage: " + what);
    }

    private static byte[] unpacked(ImageFile file, int compression, byte[] contents) throws BadInput {
        if (compression == UNCOMPRESSED) {
            return contents;
        }
        if (compression != GZIP) {
            throw bad(file, "compressed in way %d; none (0) and gzip (1) are known".formatted(compression & 0xff));
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(contents))) {
            byte[] unpacked = in.readNBytes(LARGEST_UNPACKED + 1);
            if (unpacked.length == 0 || unpacked.length > LARGEST_UNPACKED) {
                throw bad(file, "unpacked it is empty or larger than 64 MiB");
            }
            return unpacked;
        } catch (IOException e) {
            throw bad(file, "broken: " + HostFile.reason(e));
        }
    }
}

package vesper.kernel.fs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vesper.disk.MinixImage;
import vesper.disk.MinixImageBuilder;
import vesper.disk.SampleDisk;
import vesper.disk.SparseFile;
import vesper.kernel.dev.Disk;
import vesper.kernel.hart.Hart;
import vesper.kernel.mm.FrameAllocator;
import vesper.metal.Addr;
import vesper.metal.Cpu;
import vesper.metal.host.HostMemory;

/** What our image tool writes, the kernel reads. */
class RandomTreeTest {
    private static final HostMemory.Region HEAP = HostMemory.ram(1 << 20);
    private static final int PIECE = 64 << 10;

    private final FrameAllocator frames = new FrameAllocator();
    private final Minix3 fs = new Minix3(frames);

    /** A disk of the host's bytes. */
    private static final class ArrayDisk implements Disk {
        private final byte[] bytes;

        private ArrayDisk(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long sectors() {
            return bytes.length / SECTOR_SIZE;
        }

        @Override
        public boolean read(long first, long count, Addr to) {
            int from = (int) first * SECTOR_SIZE;
            HostMemory.write(to.value(), Arrays.copyOfRange(bytes, from, from + (int) count * SECTOR_SIZE));
            return true;
        }
    }

    @BeforeEach
    @BeforeProperty
    void becomeHart() {
        Cpu.setLocal(new Hart(0));
    }

    private void mount(MinixImageBuilder builder) throws Exception {
        MinixImage image = builder.build();
        frames.begin(new Addr(HEAP.base()), new Addr(HEAP.base() + HEAP.size()));
        assertEquals(0, fs.mount(new ArrayDisk(image.toBytes())));
    }

    private byte[] read(String path, long offset, int length) {
        long inode = fs.find(path);
        Addr buffer = frames.allocate(PIECE / FrameAllocator.PAGE_SIZE);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            assertEquals(piece, fs.read(inode, buffer, piece, offset + done), path);
            for (int i = 0; i < piece; i++) {
                bytes[done + i] = buffer.i8(i);
            }
        }
        frames.deallocate(buffer);
        return bytes;
    }

    @Property(tries = 30)
    void randomTreeIsReadBackByteForByte(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        SortedMap<String, byte[]> tree = new TreeMap<>();
        int files = 1 + random.nextInt(40);
        for (int i = 0; i < files; i++) {
            String folder =
                    random.nextBoolean() ? "" : "d" + random.nextInt(3) + "/" + (random.nextBoolean() ? "" : "e/");
            byte[] contents = new byte[random.nextInt(random.nextInt(10) == 0 ? 400_000 : 9_000)];
            random.nextBytes(contents);
            if (contents.length > 5000 && random.nextBoolean()) {
                Arrays.fill(contents, 1024, contents.length - 2000, (byte) 0);
            }
            tree.put(folder + "f" + i + "x".repeat(random.nextInt(50)), contents);
        }
        MinixImageBuilder builder = MinixImage.builder();
        for (Map.Entry<String, byte[]> file : tree.entrySet()) {
            builder.file(file.getKey(), file.getValue());
        }
        mount(builder);
        long free = frames.free();
        for (Map.Entry<String, byte[]> file : tree.entrySet()) {
            assertEquals(file.getValue().length, fs.sizeOf(fs.find(file.getKey())));
            assertArrayEquals(file.getValue(), read(file.getKey(), 0, file.getValue().length), file.getKey());
        }
        assertEquals(FsError.NOT_FOUND.result(), fs.find("d0/nothing"));
        assertEquals(free, frames.free());
    }

    @Test
    void bundledDiskIsReadWithZonesAndHolesOfEveryKind() throws Exception {
        mount(SampleDisk.builder());
        for (Map.Entry<String, SparseFile> file : SampleDisk.files().entrySet()) {
            byte[] contents = file.getValue().toBytes();
            assertEquals(contents.length, fs.sizeOf(fs.find(file.getKey())));
            int piece = Math.min(contents.length, 2 * PIECE);
            for (long offset : new long[] {0, 6 * 1024, 262 * 1024, 65_798 * 1024L, contents.length - piece}) {
                if (offset + piece <= contents.length) {
                    byte[] expected = Arrays.copyOfRange(contents, (int) offset, (int) offset + piece);
                    assertArrayEquals(expected, read(file.getKey(), offset, piece), file.getKey() + " at " + offset);
                }
            }
        }
    }

    @Test
    void fileIsNoDirectory() throws Exception {
        mount(MinixImage.builder().file("file", new byte[1]));
        assertEquals(FsError.NOT_A_DIRECTORY.result(), fs.find("file/more"));
    }
}

package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Reads an image, by other code than writes it: offsets are spelt out, zones are found top down. */
final class MinixReader {
    record Entry(int inode, String name) {}

    private final ByteBuffer image;

    MinixReader(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private MinixReader(ByteBuffer bytes) {
        image = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Maps a file, which may be larger than the heap. */
    static MinixReader of(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return new MinixReader(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int length() {
        return image.capacity();
    }

    int u8(int at) {
        return image.get(at) & 0xff;
    }

    int u16(int at) {
        return image.getShort(at) & 0xffff;
    }

    int u32(int at) {
        return image.getInt(at);
    }

    int inodes() {
        return u32(1024);
    }

    int imapBlocks() {
        return u16(1024 + 6);
    }

    int zmapBlocks() {
        return u16(1024 + 8);
    }

    int firstDataZone() {
        return u16(1024 + 10);
    }

    int zones() {
        return u32(1024 + 20);
    }

    boolean bit(int firstBlock, int bit) {
        return (u8(firstBlock * 1024 + bit / 8) >> (bit % 8) & 1) == 1;
    }

    private int inodeAt(int inode) {
        return (2 + imapBlocks() + zmapBlocks()) * 1024 + (inode - 1) * 64;
    }

    int mode(int inode) {
        return u16(inodeAt(inode));
    }

    boolean isFolder(int inode) {
        return mode(inode) >> 12 == 4;
    }

    int links(int inode) {
        return u16(inodeAt(inode) + 2);
    }

    int size(int inode) {
        return u32(inodeAt(inode) + 8);
    }

    int time(int inode) {
        return u32(inodeAt(inode) + 16);
    }

    int zone(int inode, int index) {
        return u32(inodeAt(inode) + 24 + 4 * index);
    }

    /** The blocks of a file that are no holes, by number. */
    SortedMap<Long, byte[]> blocks(int inode) {
        return blocks(inode, zone -> true);
    }

    /** How many zones a file takes, tables included. */
    int zonesOf(int inode) {
        int[] zones = {0};
        blocks(inode, zone -> ++zones[0] > 0);
        return zones[0];
    }

    /** Shows each zone in use to {@code mayFollow}, and goes no further where it says so. */
    SortedMap<Long, byte[]> blocks(int inode, IntPredicate mayFollow) {
        SortedMap<Long, byte[]> blocks = new TreeMap<>();
        for (int i = 0; i < 7; i++) {
            collect(zone(inode, i), 1, i, blocks, mayFollow);
        }
        collect(zone(inode, 7), 256, 7, blocks, mayFollow);
        collect(zone(inode, 8), 65_536, 7 + 256, blocks, mayFollow);
        collect(zone(inode, 9), 16_777_216, 7 + 256 + 65_536, blocks, mayFollow);
        return blocks;
    }

    private void collect(int zone, int covers, long first, Map<Long, byte[]> blocks, IntPredicate mayFollow) {
        if (zone == 0 || !mayFollow.test(zone)) {
            return;
        }
        if (covers == 1) {
            byte[] block = new byte[1024];
            image.get(zone * 1024, block);
            blocks.put(first, block);
            return;
        }
        for (int i = 0; i < 256; i++) {
            int below = covers / 256;
            collect(u32(zone * 1024 + 4 * i), below, first + (long) i * below, blocks, mayFollow);
        }
    }

    byte[] contents(int inode) {
        byte[] contents = new byte[size(inode)];
        blocks(inode).forEach((block, bytes) -> {
            int at = Math.toIntExact(block * 1024);
            System.arraycopy(bytes, 0, contents, at, Math.min(1024, contents.length - at));
        });
        return contents;
    }

    List<Entry> entries(int folder) {
        ByteBuffer bytes = ByteBuffer.wrap(contents(folder)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, bytes.capacity() % 64, "entries are whole");
        List<Entry> entries = new ArrayList<>();
        for (int at = 0; at < bytes.capacity(); at += 64) {
            int length = 0;
            while (length < 60 && bytes.get(at + 4 + length) != 0) {
                length++;
            }
            entries.add(new Entry(bytes.getInt(at), new String(bytes.array(), at + 4, length, StandardCharsets.UTF_8)));
        }
        return entries;
    }

    /** The inodes of all that the root leads to, by path. */
    SortedMap<String, Integer> tree() {
        SortedMap<String, Integer> tree = new TreeMap<>();
        descend(1, "", tree);
        return tree;
    }

    int inode(String path) {
        Integer inode = tree().get(path);
        assertNotNull(inode, path);
        return inode;
    }

    private void descend(int folder, String path, Map<String, Integer> tree) {
        for (Entry entry : entries(folder)) {
            if (entry.name().equals(".") || entry.name().equals("..")) {
                continue;
            }
            tree.put(path + entry.name(), entry.inode());
            if (isFolder(entry.inode())) {
                descend(entry.inode(), path + entry.name() + "/", tree);
            }
        }
    }
}

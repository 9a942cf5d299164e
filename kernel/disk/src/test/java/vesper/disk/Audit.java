package vesper.disk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with an image: what fsck.minix looks for, and the ends of the bitmaps. */
final class Audit {
    private final MinixReader image;
    private final List<String> problems = new ArrayList<>();
    private final BitSet inodes = new BitSet();
    private final BitSet zones = new BitSet();
    private final Map<Integer, Integer> links = new HashMap<>();

    private Audit(MinixReader image) {
        this.image = image;
    }

    static List<String> problems(MinixReader image) {
        Audit audit = new Audit(image);
        audit.superblock();
        if (audit.problems.isEmpty()) {
            audit.take(1);
            audit.folder(1, 1);
            audit.links.forEach((inode, count) -> audit.check(
                    image.links(inode) == count, "inode " + inode + " has " + image.links(inode) + " links"));
            audit.bitmap("inode", 2, image.imapBlocks(), audit.inodes, image.inodes());
            int last = image.zones() - image.firstDataZone();
            audit.bitmap("zone", 2 + image.imapBlocks(), image.zmapBlocks(), audit.zones, last);
        }
        return audit.problems;
    }

    private void check(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }

    private void superblock() {
        check(image.u16(1024 + 24) == 0x4d5a, "magic");
        check(image.u16(1024 + 28) == 1024, "block size");
        check(image.u16(1024 + 12) == 0, "zone size");
        check(image.u32(1024 + 16) == 0x7fff_ffff, "maximal size");
        check(image.length() == image.zones() * 1024, "number of zones");
        int inodeBlocks = (image.inodes() + 15) / 16;
        check(image.firstDataZone() == 2 + image.imapBlocks() + image.zmapBlocks() + inodeBlocks, "first data zone");
        check(image.imapBlocks() * 8192 > image.inodes(), "size of the inode bitmap");
        check(image.zmapBlocks() * 8192 > image.zones() - image.firstDataZone(), "size of the zone bitmap");
    }

    private void folder(int inode, int parent) {
        List<MinixReader.Entry> entries = image.entries(inode);
        check(entries.size() >= 2 && entries.getFirst().equals(new MinixReader.Entry(inode, ".")), inode + ": no .");
        check(entries.size() >= 2 && entries.get(1).equals(new MinixReader.Entry(parent, "..")), inode + ": no ..");
        Set<String> names = new HashSet<>();
        for (MinixReader.Entry entry : entries) {
            check(names.add(entry.name()), inode + ": two entries " + entry.name());
            check(entry.inode() >= 1 && entry.inode() <= image.inodes(), inode + ": no inode " + entry.inode());
            links.merge(entry.inode(), 1, Integer::sum);
        }
        for (MinixReader.Entry entry : entries.subList(2, entries.size())) {
            take(entry.inode());
            if (image.isFolder(entry.inode())) {
                folder(entry.inode(), inode);
            }
        }
    }

    private void take(int inode) {
        inodes.set(inode);
        long last = image.blocks(inode, this::takeZone).keySet().stream()
                .mapToLong(block -> block * 1024)
                .max()
                .orElse(-1);
        check(last < image.size(inode), "inode " + inode + " has zones beyond its end");
    }

    private boolean takeZone(int zone) {
        boolean within = zone >= image.firstDataZone() && zone < image.zones();
        check(
                within && !zones.get(zone - image.firstDataZone() + 1),
                "zone " + zone + " is used twice or is no data zone");
        if (within) {
            zones.set(zone - image.firstDataZone() + 1);
        }
        return within;
    }

    private void bitmap(String what, int block, int blocks, BitSet taken, int last) {
        for (int bit = 0; bit < blocks * 8192; bit++) {
            boolean expected = bit == 0 || bit > last || taken.get(bit);
            check(image.bit(block, bit) == expected, what + " bitmap: bit " + bit + " is " + !expected);
        }
    }
}

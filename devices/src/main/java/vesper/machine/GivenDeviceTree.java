package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A device tree that the user gave, in the format that {@link FlatDeviceTree} draws (Devicetree Specification 0.4,
 * chapter 5). Nothing in it is trusted: each offset and size is checked before it is used.
 *
 * <p>It is read from end to end, and written again only if the command line has something to add.
 */
final class GivenDeviceTree {
    private static final int TOTAL_SIZE = 4;
    private static final int STRUCTURE_OFFSET = 8;
    private static final int STRINGS_OFFSET = 12;
    private static final int RESERVATIONS_OFFSET = 16;
    private static final int VERSION = 20;
    private static final int LAST_COMPATIBLE_VERSION = 24;
    private static final int BOOT_HART = 28;
    private static final int STRINGS_SIZE = 32;
    private static final int STRUCTURE_SIZE = 36; // from version 17 on

    /** A node of the root's, which is at depth 1. */
    private static final int CHOSEN_DEPTH = 2;

    /** The specification's is 31; but no name may cost much, however many properties have it. */
    private static final int LONGEST_NAME = 1024;

    private final String name;
    private final ByteBuffer file;
    private final Chosen chosen;
    private final FlatDeviceTree copy = new FlatDeviceTree();
    private final int structure;
    private final int strings;
    private final int stringsEnd;

    private int depth;
    private boolean inChosen; // in /chosen or a node of its own
    private boolean chosenWritten;

    private GivenDeviceTree(ImageFile given, Chosen chosen) throws BadInput {
        this.name = given.name();
        this.file = ByteBuffer.wrap(given.bytes());
        this.chosen = chosen;
        if (file.limit() < TOTAL_SIZE + 4 || file.getInt(0) != FlatDeviceTree.MAGIC) {
            throw bad("not a device tree blob");
        }
        long total = unsigned(TOTAL_SIZE);
        if (total > file.limit()) {
            throw bad("truncated: it says " + total + " bytes, the file has " + file.limit());
        }
        if (total < FlatDeviceTree.HEADER_SIZE) {
            throw bad("a device tree of " + total + " bytes, and its header alone has " + FlatDeviceTree.HEADER_SIZE);
        }
        file.limit((int) total);
        checkVersion();
        strings = offset(STRINGS_OFFSET, unsigned(STRINGS_SIZE), "strings");
        stringsEnd = strings + file.getInt(STRINGS_SIZE);
        boolean sized = file.getInt(VERSION) >= FlatDeviceTree.VERSION;
        structure = offset(STRUCTURE_OFFSET, sized ? unsigned(STRUCTURE_SIZE) : 0, "structure");
        file.position(structure);
        if (sized) {
            file.limit(structure + file.getInt(STRUCTURE_SIZE));
        }
    }

    /**
     * The tree to hand over.
     *
     * @param chosen replaces what the tree's own {@code /chosen} says of the same
     * @throws BadInput if it is no device tree, or a broken one
     */
    static byte[] blob(ImageFile given, Chosen chosen) throws BadInput {
        GivenDeviceTree tree = new GivenDeviceTree(given, chosen);
        tree.copyStructure();
        int structureEnd = tree.file.position();
        byte[] reservations = tree.reservations();
        tree.checkOverlaps(structureEnd, reservations.length);
        if (chosen.isEmpty()) {
            return given.bytes();
        }
        return tree.copy.toBlob(reservations, tree.file.getInt(BOOT_HART));
    }

    private BadInput bad(String what) {
        return new BadInput(name + ": " + what);
    }

    private BadInput broken(String what, int at) {
        return bad("a broken device tree: %s at 0x%x".formatted(what, at));
    }

    private void checkVersion() throws BadInput {
        int version = file.getInt(VERSION);
        int compatible = file.getInt(LAST_COMPATIBLE_VERSION);
        if (version < FlatDeviceTree.LAST_COMPATIBLE_VERSION || compatible < 0 || compatible > FlatDeviceTree.VERSION) {
            throw bad("a device tree of version %d, which %d can read; versions 16 and 17 are known"
                    .formatted(Integer.toUnsignedLong(version), Integer.toUnsignedLong(compatible)));
        }
    }

    private long unsigned(int at) {
        return Integer.toUnsignedLong(file.getInt(at));
    }

    /** The offset of a block, which has {@code size} bytes and lies in the blob behind its header. */
    private int offset(int field, long size, String block) throws BadInput {
        long offset = unsigned(field);
        if (offset < FlatDeviceTree.HEADER_SIZE || offset + size > file.limit()) {
            throw bad("a broken device tree: its %s block lies outside it or in its header, at 0x%x"
                    .formatted(block, offset));
        }
        return (int) offset;
    }

    /** The pairs of address and size up to the pair of zeros, and that. */
    private byte[] reservations() throws BadInput {
        file.limit((int) unsigned(TOTAL_SIZE));
        int start = offset(RESERVATIONS_OFFSET, 0, "memory reservation");
        int at = start;
        while (at <= file.limit() - FlatDeviceTree.RESERVATION_SIZE) {
            boolean end = file.getLong(at) == 0 && file.getLong(at + 8) == 0;
            at += FlatDeviceTree.RESERVATION_SIZE;
            if (end) {
                return Arrays.copyOfRange(file.array(), start, at);
            }
        }
        throw broken("memory reservations that never end", start);
    }

    /** A bootloader that adds something to one block moves the others: what two of them share would change. */
    private void checkOverlaps(int structureEnd, int reserved) throws BadInput {
        AddressRange tokens = new AddressRange(structure, structureEnd);
        AddressRange names = new AddressRange(strings, stringsEnd);
        AddressRange pairs = AddressRange.of(unsigned(RESERVATIONS_OFFSET), reserved);
        boolean namesApart = names.isEmpty() || !(names.overlaps(tokens) || names.overlaps(pairs));
        if (!namesApart || tokens.overlaps(pairs)) {
            throw bad("a broken device tree: two of its blocks overlap");
        }
    }

    private void copyStructure() throws BadInput {
        boolean rooted = false;
        while (true) {
            int at = file.position();
            int token = word();
            boolean outside = depth == 0;
            switch (token) {
                case FlatDeviceTree.BEGIN_NODE -> {
                    if (outside && rooted) {
                        throw broken("a second root", at);
                    }
                    rooted = true;
                    beginNode();
                }
                case FlatDeviceTree.END_NODE -> {
                    if (outside) {
                        throw broken("the end of no node", at);
                    }
                    endNode();
                }
                case FlatDeviceTree.PROP -> {
                    if (outside) {
                        throw broken("a property of no node", at);
                    }
                    property();
                }
                case FlatDeviceTree.NOP -> {}
                case FlatDeviceTree.END -> {
                    if (!outside || !rooted) {
                        throw broken("the end inside a node", at);
                    }
                    return;
                }
                default -> throw broken("an unknown token 0x%x".formatted(token), at);
            }
        }
    }

    private void beginNode() throws BadInput {
        String node = string(file.position(), file.limit());
        skip(node.length() + 1);
        depth++;
        copy.begin(node);
        // as libfdt finds it: the first, and a unit address doesn't matter
        if (depth == CHOSEN_DEPTH && !chosenWritten && (node.equals("chosen") || node.startsWith("chosen@"))) {
            chosen.writeTo(copy);
            chosenWritten = true;
            inChosen = true;
        }
    }

    private void endNode() {
        if (depth == 1 && !chosenWritten) {
            copy.begin("chosen");
            chosen.writeTo(copy);
            copy.end();
        }
        copy.end();
        inChosen &= depth > CHOSEN_DEPTH;
        depth--;
    }

    private void property() throws BadInput {
        int at = file.position();
        long length = Integer.toUnsignedLong(word());
        long nameAt = strings + Integer.toUnsignedLong(word());
        if (length > file.remaining()) {
            throw broken("a property of " + length + " bytes", at);
        }
        if (nameAt >= stringsEnd) {
            throw broken("a property without a name", at);
        }
        String property = string((int) nameAt, stringsEnd);
        byte[] value = new byte[(int) length];
        file.get(value);
        skip(0);
        boolean replaced = inChosen && depth == CHOSEN_DEPTH && chosen.has(property);
        if (!replaced) {
            copy.bytes(property, value);
        }
    }

    private int word() throws BadInput {
        if (file.remaining() < 4) {
            throw broken("truncated", file.position());
        }
        return file.getInt();
    }

    /** Moves on, and to the next word of the block. */
    private void skip(int bytes) {
        int offset = file.position() + bytes - structure;
        file.position((int) Math.min(structure + ((offset + 3L) & -4L), file.limit()));
    }

    /** What lies between {@code start} and a zero below {@code end}; each byte is a character. */
    private String string(int start, int end) throws BadInput {
        byte[] bytes = file.array();
        for (int at = start; at < Math.min(end, start + LONGEST_NAME); at++) {
            if (bytes[at] == 0) {
                return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
            }
        }
        throw broken("a name that never ends", start);
    }
}

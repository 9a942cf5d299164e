package vesper.stress.bench.guest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import vesper.isa.Assembler;
import vesper.isa.Places;

/**
 * Sv39 tables (privileged manual, section 12.4) as data of the image: devices below 1 GiB in one page that cannot be
 * executed, RAM in pages of 4 KiB or in one of 1 GiB. Accessed and dirty are set beforehand.
 */
final class PageTables {
    /** The table that {@code satp} points to. */
    static final String ROOT = "root_table";
    /** The entry of the first 4 KiB of RAM; those of the following pages come behind it. */
    static final String LEAVES = "leaf_tables";

    /** D, A, X, W, R, V. */
    private static final long RAM_LEAF = 0xcf;
    /** The same without X. */
    private static final long DEVICE_LEAF = 0xc7;

    private static final long POINTER = 1;

    private static final int ENTRIES = Layout.PAGE / Long.BYTES;
    private static final int LEAF_COUNT = (int) ((Layout.MAPPED_END - Layout.IMAGE) / Layout.PAGE);
    /** Bits 38 to 30 of {@link Layout#IMAGE}. */
    private static final int GIGAPAGE_OF_RAM = 2;

    private static final String MIDDLE = "middle_table";

    private PageTables() {}

    static void emit(Assembler a, Mode mode) {
        a.section(".data");
        a.align(Layout.LOG2_PAGE);
        a.label(ROOT);
        a.later(Layout.PAGE, places -> root(places, mode));
        a.label(MIDDLE);
        a.later(Layout.PAGE, PageTables::middle);
        a.label(LEAVES);
        a.later(LEAF_COUNT * Long.BYTES, places -> leaves());
        a.section(".text");
    }

    /** An entry for a physical address. */
    private static long entry(long address, long flags) {
        return address >>> 12 << 10 | flags;
    }

    private static byte[] root(Places places, Mode mode) {
        byte[] bytes = new byte[Layout.PAGE];
        ByteBuffer table = littleEndian(bytes);
        table.putLong(0, entry(0, DEVICE_LEAF));
        long ram = mode == Mode.SV39_GIGA ? entry(Layout.IMAGE, RAM_LEAF) : entry(places.symbol(MIDDLE), POINTER);
        table.putLong(GIGAPAGE_OF_RAM * Long.BYTES, ram);
        return bytes;
    }

    private static byte[] middle(Places places) {
        byte[] bytes = new byte[Layout.PAGE];
        ByteBuffer table = littleEndian(bytes);
        for (int i = 0; i < LEAF_COUNT / ENTRIES; i++) {
            table.putLong(i * Long.BYTES, entry(places.symbol(LEAVES) + (long) i * Layout.PAGE, POINTER));
        }
        return bytes;
    }

    private static byte[] leaves() {
        byte[] bytes = new byte[LEAF_COUNT * Long.BYTES];
        ByteBuffer table = littleEndian(bytes);
        for (int i = 0; i < LEAF_COUNT; i++) {
            table.putLong(i * Long.BYTES, entry(Layout.IMAGE + (long) i * Layout.PAGE, RAM_LEAF));
        }
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package vesper.aot.elf;

import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * {@code .debug_frame}: how to find a function's caller (DWARF 4, section 6.4). What callees save but {@code ra} isn't
 * told, and an epilogue counts as the body.
 */
final class FrameTable {
    private static final int CIE_ID = -1;
    private static final int VERSION = 4;
    private static final int ADDRESS_SIZE = 8;
    private static final int DATA_ALIGNMENT = -8;
    private static final int RA = 1;
    private static final int SP = 2;

    private static final int DEF_CFA = 0x0c;
    private static final int DEF_CFA_OFFSET = 0x0e;
    private static final int ADVANCE_LOC4 = 0x04;
    private static final int OFFSET = 0x80;
    private static final int NOP = 0;

    private FrameTable() {}

    /**
     * The section.
     *
     * @param length of the instruction at an address, in bytes
     */
    static Buffer of(List<Unit> units, LongToIntFunction length) {
        Buffer cie = new Buffer()
                .u32(CIE_ID)
                .u8(VERSION)
                .string("")
                .u8(ADDRESS_SIZE)
                .u8(0)
                .uleb(1)
                .sleb(DATA_ALIGNMENT)
                .uleb(RA)
                .u8(DEF_CFA)
                .uleb(SP)
                .uleb(0);
        Buffer section = new Buffer().append(entry(cie));
        for (Unit unit : units) {
            for (Unit.Function function : unit.functions()) {
                Buffer fde = new Buffer().u32(0).u64(function.start()).u64(function.end() - function.start());
                if (function.frameSize() > 0) {
                    int first = length.applyAsInt(function.start());
                    fde.u8(ADVANCE_LOC4).u32(first).u8(DEF_CFA_OFFSET).uleb(function.frameSize());
                    fde.u8(ADVANCE_LOC4).u32((int) (function.body() - function.start()) - first);
                    fde.u8(OFFSET | RA).uleb(1);
                }
                section.append(entry(fde));
            }
        }
        return section;
    }

    // The length field and what follows it are 8-aligned together.
    private static Buffer entry(Buffer contents) {
        while ((contents.size() + 4) % ADDRESS_SIZE != 0) {
            contents.u8(NOP);
        }
        return contents.withLength();
    }
}

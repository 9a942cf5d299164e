package vesper.aot.elf;

import java.util.List;
import vesper.isa.ElfWriter.Extra;

/** The {@code .debug_...} sections: a compilation unit for each source file (DWARF 4, sections 3.1 and 3.3). */
final class DebugInfo {
    private static final int VERSION = 4;
    private static final int ADDRESS_SIZE = 8;

    private static final int UNIT = 1;
    private static final int SUBPROGRAM = 2;

    private static final int TAG_COMPILE_UNIT = 0x11;
    private static final int TAG_SUBPROGRAM = 0x2e;
    // Of Java, gdb would print "run(void) ()"; C takes names as they are.
    private static final int LANG_C99 = 0x0c;

    private static final int AT_NAME = 0x03;
    private static final int AT_STMT_LIST = 0x10;
    private static final int AT_LOW_PC = 0x11;
    private static final int AT_HIGH_PC = 0x12;
    private static final int AT_LANGUAGE = 0x13;
    private static final int AT_COMP_DIR = 0x1b;
    private static final int AT_PRODUCER = 0x25;
    private static final int AT_DECL_FILE = 0x3a;
    private static final int AT_DECL_LINE = 0x3b;
    private static final int AT_EXTERNAL = 0x3f;
    private static final int AT_FRAME_BASE = 0x40;
    private static final int AT_RANGES = 0x55;

    private static final int FORM_ADDR = 0x01;
    private static final int FORM_DATA8 = 0x07;
    private static final int FORM_STRING = 0x08;
    private static final int FORM_DATA1 = 0x0b;
    private static final int FORM_UDATA = 0x0f;
    private static final int FORM_SEC_OFFSET = 0x17;
    private static final int FORM_EXPRLOC = 0x18;
    private static final int FORM_FLAG_PRESENT = 0x19;

    private static final int OP_CALL_FRAME_CFA = 0x9c;

    private static final int[] UNIT_ATTRIBUTES = {
        AT_PRODUCER, FORM_STRING,
        AT_LANGUAGE, FORM_DATA1,
        AT_NAME, FORM_STRING,
        AT_COMP_DIR, FORM_STRING,
        AT_LOW_PC, FORM_ADDR,
        AT_RANGES, FORM_SEC_OFFSET,
        AT_STMT_LIST, FORM_SEC_OFFSET
    };
    private static final int[] SUBPROGRAM_ATTRIBUTES = {
        AT_NAME, FORM_STRING,
        AT_DECL_FILE, FORM_UDATA,
        AT_DECL_LINE, FORM_UDATA,
        AT_LOW_PC, FORM_ADDR,
        AT_HIGH_PC, FORM_DATA8,
        AT_FRAME_BASE, FORM_EXPRLOC,
        AT_EXTERNAL, FORM_FLAG_PRESENT
    };

    private final Buffer info = new Buffer();
    private final Buffer lines = new Buffer();
    private final Buffer ranges = new Buffer();
    private final Buffer aranges = new Buffer();

    private DebugInfo() {}

    static List<Extra> of(List<Unit> units) {
        DebugInfo debug = new DebugInfo();
        units.forEach(debug::unit);
        return List.of(
                new Extra(".debug_abbrev", abbreviations().toBytes()),
                new Extra(".debug_info", debug.info.toBytes()),
                new Extra(".debug_line", debug.lines.toBytes()),
                new Extra(".debug_ranges", debug.ranges.toBytes()),
                new Extra(".debug_aranges", debug.aranges.toBytes()));
    }

    private static Buffer abbreviations() {
        return new Buffer()
                .uleb(UNIT)
                .uleb(TAG_COMPILE_UNIT)
                .u8(1)
                .u8s(UNIT_ATTRIBUTES)
                .u16(0)
                .uleb(SUBPROGRAM)
                .uleb(TAG_SUBPROGRAM)
                .u8(0)
                .u8s(SUBPROGRAM_ATTRIBUTES)
                .u16(0)
                .u8(0);
    }

    private void unit(Unit unit) {
        ranges(unit);
        Buffer body = new Buffer().u16(VERSION).u32(0).u8(ADDRESS_SIZE);
        body.uleb(UNIT).string("vesper.aot").u8(LANG_C99).string(unit.file()).string(".");
        body.u64(0).u32(ranges.size() - rangesSize(unit)).u32(lines.size());
        for (Unit.Function function : unit.functions()) {
            body.uleb(SUBPROGRAM).string(function.method().shortName());
            body.uleb(1).uleb(function.line());
            body.u64(function.start()).u64(function.end() - function.start());
            body.uleb(1).u8(OP_CALL_FRAME_CFA);
        }
        body.u8(0);
        info.append(body.withLength());
        lines.append(LineTable.of(unit));
    }

    private void ranges(Unit unit) {
        Buffer set = new Buffer().u16(2).u32(info.size()).u8(ADDRESS_SIZE).u8(0);
        set.u32(0); // up to the multiple of two addresses that pairs begin at, the length included
        for (Unit.Function function : unit.functions()) {
            ranges.u64(function.start()).u64(function.end());
            set.u64(function.start()).u64(function.end() - function.start());
        }
        ranges.u64(0).u64(0);
        aranges.append(set.u64(0).u64(0).withLength());
    }

    private static int rangesSize(Unit unit) {
        return 2 * ADDRESS_SIZE * (unit.functions().size() + 1);
    }
}

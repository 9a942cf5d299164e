package vesper.aot.elf;

import java.util.LinkedHashMap;
import java.util.Map;

/** A line number program: DWARF 4, section 6.2. */
final class LineTable {
    private static final int VERSION = 4;
    private static final int INSTRUCTION = 2;
    private static final int LINE_BASE = -5;
    private static final int LINE_RANGE = 14;
    private static final int OPCODE_BASE = 13;
    private static final int[] OPERANDS = {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1};

    private static final int COPY = 1;
    private static final int ADVANCE_PC = 2;
    private static final int ADVANCE_LINE = 3;
    private static final int SET_FILE = 4;
    private static final int NEGATE_STMT = 6;
    private static final int SET_PROLOGUE_END = 10;
    private static final int END_SEQUENCE = 1;
    private static final int SET_ADDRESS = 2;

    private final Map<String, Integer> folders = new LinkedHashMap<>();
    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final Buffer program = new Buffer();

    // the registers of the line number program's machine
    private long address;
    private int file;
    private int line;
    private boolean statement;

    private LineTable() {}

    /** A unit's contribution to {@code .debug_line}; its own file is the first. */
    static Buffer of(Unit unit) {
        LineTable table = new LineTable();
        table.fileIndex(unit.file());
        unit.functions().forEach(function -> table.sequence(unit.file(), function));
        return table.finish();
    }

    private int fileIndex(String path) {
        Integer known = files.get(path);
        if (known == null) {
            known = files.size() + 1;
            files.put(path, known);
            folders.putIfAbsent(folder(path), folders.size() + 1);
        }
        return known;
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private void sequence(String ownFile, Unit.Function function) {
        address = function.start();
        file = 1;
        line = 1;
        statement = true;
        program.u8(0).uleb(9).u8(SET_ADDRESS).u64(address);
        if (function.rows().getFirst().address() > address) {
            row(new Unit.Row(address, ownFile, function.line(), true));
        }
        boolean inPrologue = function.body() > function.start();
        for (Unit.Row row : function.rows()) {
            if (inPrologue && row.address() >= function.body()) {
                program.u8(SET_PROLOGUE_END);
                inPrologue = false;
            }
            row(row);
        }
        program.u8(ADVANCE_PC).uleb((function.end() - address) / INSTRUCTION);
        program.u8(0).uleb(1).u8(END_SEQUENCE);
    }

    private void row(Unit.Row row) {
        int newFile = fileIndex(row.file());
        if (newFile != file) {
            program.u8(SET_FILE).uleb(newFile);
            file = newFile;
        }
        if (row.statement() != statement) {
            program.u8(NEGATE_STMT);
            statement = row.statement();
        }
        long advance = (row.address() - address) / INSTRUCTION;
        int lines = row.line() - line;
        address = row.address();
        line = row.line();
        long special = lines - LINE_BASE + LINE_RANGE * advance + OPCODE_BASE;
        if (lines >= LINE_BASE && lines < LINE_BASE + LINE_RANGE && special <= 0xff) {
            program.u8((int) special);
        } else {
            program.u8(ADVANCE_LINE).sleb(lines);
            program.u8(ADVANCE_PC).uleb(advance);
            program.u8(COPY);
        }
    }

    private Buffer finish() {
        Buffer header = new Buffer();
        header.u8(INSTRUCTION).u8(1).u8(1).u8(LINE_BASE).u8(LINE_RANGE).u8(OPCODE_BASE);
        header.u8s(OPERANDS);
        folders.keySet().forEach(header::string);
        header.u8(0);
        for (String path : files.keySet()) {
            header.string(path.substring(path.lastIndexOf('/') + 1));
            header.uleb(folders.getOrDefault(folder(path), 0)).uleb(0).uleb(0);
        }
        header.u8(0);
        return new Buffer()
                .u16(VERSION)
                .append(header.withLength())
                .append(program)
                .withLength();
    }
}

package vesper.machine.symbol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import vesper.machine.symbol.Lines.SourceFile;

/** The header of a unit of {@code .debug_line} (DWARF 5, section 6.2.4; DWARF 4 and before have other tables of files). */
final class LineHeader {
    private static final int FIRST_VERSION = 2;
    private static final int LAST_VERSION = 5;

    private static final int DW_LNCT_PATH = 1;
    private static final int DW_LNCT_DIRECTORY_INDEX = 2;

    private static final int DW_FORM_DATA2 = 0x05;
    private static final int DW_FORM_DATA4 = 0x06;
    private static final int DW_FORM_DATA8 = 0x07;
    private static final int DW_FORM_STRING = 0x08;
    private static final int DW_FORM_BLOCK = 0x09;
    private static final int DW_FORM_DATA1 = 0x0b;
    private static final int DW_FORM_STRP = 0x0e;
    private static final int DW_FORM_UDATA = 0x0f;
    private static final int DW_FORM_DATA16 = 0x1e;
    private static final int DW_FORM_LINE_STRP = 0x1f;

    private static final SourceFile UNKNOWN = new SourceFile("", "?");

    /** How an entry of a table is written: pairs of what it is and of its form. */
    private record Column(long content, long form) {}

    private final int version;
    private final int minimumInstruction;
    private final int lineBase;
    private final int lineRange;
    private final int opcodeBase;
    private final int[] operands;
    private final List<String> folders = new ArrayList<>();
    private final List<SourceFile> files = new ArrayList<>();

    private LineHeader(DwarfReader in, ByteBuffer lineStrings, ByteBuffer strings) {
        version = in.unsigned16();
        if (version < FIRST_VERSION || version > LAST_VERSION) {
            throw new IllegalArgumentException("version " + version);
        }
        if (version == LAST_VERSION) {
            in.skip(2); // sizes of an address and of a segment's selector
        }
        long length = in.offset();
        int program = Math.toIntExact(in.position() + length);
        minimumInstruction = in.unsigned8();
        in.skip(version >= 4 ? 2 : 1); // operations an instruction, which only VLIW has more of, and is_stmt
        lineBase = in.signed8();
        lineRange = in.unsigned8();
        opcodeBase = in.unsigned8();
        if (lineRange == 0 || opcodeBase == 0) {
            throw new IllegalArgumentException("no line or no opcode");
        }
        operands = new int[opcodeBase];
        for (int i = 1; i < opcodeBase; i++) {
            operands[i] = in.unsigned8();
        }
        if (version == LAST_VERSION) {
            readTables(in, lineStrings, strings);
        } else {
            readLists(in);
        }
        in.position(program);
    }

    static LineHeader read(DwarfReader unit, ByteBuffer lineStrings, ByteBuffer strings) {
        return new LineHeader(unit, lineStrings, strings);
    }

    int minimumInstruction() {
        return minimumInstruction;
    }

    int lineBase() {
        return lineBase;
    }

    int lineRange() {
        return lineRange;
    }

    int opcodeBase() {
        return opcodeBase;
    }

    int operands(int opcode) {
        return operands[opcode];
    }

    /** By the number that the program uses: from 1 up to DWARF 4, from 0 since. */
    SourceFile file(long number) {
        long index = version == LAST_VERSION ? number : number - 1;
        return index >= 0 && index < files.size() ? files.get((int) index) : UNKNOWN;
    }

    /** Up to DWARF 4. */
    void defineFile(DwarfReader in) {
        addFile(in, in.text());
    }

    private void readLists(DwarfReader in) {
        folders.add(""); // the compiler's own, which this section doesn't tell
        for (String folder = in.text(); !folder.isEmpty(); folder = in.text()) {
            folders.add(folder);
        }
        for (String name = in.text(); !name.isEmpty(); name = in.text()) {
            addFile(in, name);
        }
    }

    private void addFile(DwarfReader in, String name) {
        files.add(new SourceFile(folder(in.uleb128()), name));
        in.uleb128(); // its time
        in.uleb128(); // its length
    }

    private String folder(long number) {
        return number >= 0 && number < folders.size() ? folders.get((int) number) : "";
    }

    private void readTables(DwarfReader in, ByteBuffer lineStrings, ByteBuffer strings) {
        List<Column> columns = columns(in);
        for (long left = in.uleb128(); left > 0; left--) {
            String folder = entry(in, columns, lineStrings, strings).name();
            folders.add(folders.isEmpty() ? folder : new SourceFile(folders.getFirst(), folder).path());
        }
        columns = columns(in);
        for (long left = in.uleb128(); left > 0; left--) {
            files.add(entry(in, columns, lineStrings, strings));
        }
    }

    private static List<Column> columns(DwarfReader in) {
        List<Column> columns = new ArrayList<>();
        for (int left = in.unsigned8(); left > 0; left--) {
            columns.add(new Column(in.uleb128(), in.uleb128()));
        }
        return columns;
    }

    private SourceFile entry(DwarfReader in, List<Column> columns, ByteBuffer lineStrings, ByteBuffer strings) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("entries of nothing");
        }
        String name = "";
        String folder = "";
        for (Column column : columns) {
            if (column.content == DW_LNCT_PATH) {
                name = text(in, column.form, lineStrings, strings);
            } else {
                long number = number(in, column.form);
                folder = column.content == DW_LNCT_DIRECTORY_INDEX ? folder(number) : folder;
            }
        }
        return new SourceFile(folder, name);
    }

    private static String text(DwarfReader in, long form, ByteBuffer lineStrings, ByteBuffer strings) {
        return switch ((int) form) {
            case DW_FORM_STRING -> in.text();
            case DW_FORM_LINE_STRP -> Sections.text(lineStrings, in.offset());
            case DW_FORM_STRP -> Sections.text(strings, in.offset());
            default -> throw new IllegalArgumentException("a name of form " + form);
        };
    }

    private static long number(DwarfReader in, long form) {
        return switch ((int) form) {
            case DW_FORM_UDATA -> in.uleb128();
            case DW_FORM_DATA1 -> in.unsigned(1);
            case DW_FORM_DATA2 -> in.unsigned(2);
            case DW_FORM_DATA4 -> in.unsigned(4);
            case DW_FORM_DATA8 -> in.unsigned(8);
            case DW_FORM_DATA16 -> skipped(in, 16);
            case DW_FORM_BLOCK -> skipped(in, in.uleb128());
            case DW_FORM_STRP, DW_FORM_LINE_STRP -> in.offset();
            case DW_FORM_STRING -> in.text().length();
            default -> throw new IllegalArgumentException("a number of form " + form);
        };
    }

    private static long skipped(DwarfReader in, long count) {
        in.skip(count);
        return 0;
    }
}

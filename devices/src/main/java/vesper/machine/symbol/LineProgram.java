package vesper.machine.symbol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import vesper.machine.symbol.Lines.Sequence;
import vesper.machine.symbol.Lines.SourceFile;

/** One unit of {@code .debug_line}: its header, and the program that makes the table (DWARF 5, section 6.2). */
final class LineProgram {
    private static final int DW_LNS_COPY = 1;
    private static final int DW_LNS_ADVANCE_PC = 2;
    private static final int DW_LNS_ADVANCE_LINE = 3;
    private static final int DW_LNS_SET_FILE = 4;
    private static final int DW_LNS_CONST_ADD_PC = 8;
    private static final int DW_LNS_FIXED_ADVANCE_PC = 9;
    private static final int DW_LNE_END_SEQUENCE = 1;
    private static final int DW_LNE_SET_ADDRESS = 2;
    private static final int DW_LNE_DEFINE_FILE = 3;
    private static final int LAST_SPECIAL = 255;

    private final DwarfReader in;
    private final LineHeader header;
    private final List<Sequence> sequences;

    // the registers of the machine
    private long address;
    private long file;
    private long line;

    // the rows of the sequence under way
    private long[] addresses = new long[64];
    private SourceFile[] files = new SourceFile[64];
    private int[] lines = new int[64];
    private int rows;

    /** @param sequences gets what is made */
    LineProgram(DwarfReader unit, ByteBuffer lineStrings, ByteBuffer strings, List<Sequence> sequences) {
        this.in = unit;
        this.header = LineHeader.read(unit, lineStrings, strings);
        this.sequences = sequences;
    }

    void run() {
        begin();
        while (in.hasMore()) {
            int opcode = in.unsigned8();
            if (opcode >= header.opcodeBase()) {
                special(opcode);
            } else if (opcode == 0) {
                extended();
            } else {
                standard(opcode);
            }
        }
    }

    private void begin() {
        address = 0;
        file = 1;
        line = 1;
        rows = 0;
    }

    private void special(int opcode) {
        int adjusted = opcode - header.opcodeBase();
        advance(adjusted / header.lineRange());
        line += header.lineBase() + adjusted % header.lineRange();
        row();
    }

    private void advance(long instructions) {
        address += instructions * header.minimumInstruction();
    }

    private void standard(int opcode) {
        switch (opcode) {
            case DW_LNS_COPY -> row();
            case DW_LNS_ADVANCE_PC -> advance(in.uleb128());
            case DW_LNS_ADVANCE_LINE -> line += in.sleb128();
            case DW_LNS_SET_FILE -> file = in.uleb128();
            case DW_LNS_CONST_ADD_PC -> advance((LAST_SPECIAL - header.opcodeBase()) / header.lineRange());
            case DW_LNS_FIXED_ADVANCE_PC -> address += in.unsigned16();
            default -> {
                for (int i = header.operands(opcode); i > 0; i--) {
                    in.uleb128();
                }
            }
        }
    }

    private void extended() {
        int length = Math.toIntExact(in.uleb128());
        int end = in.position() + length;
        int opcode = length == 0 ? 0 : in.unsigned8();
        switch (opcode) {
            case DW_LNE_END_SEQUENCE -> end();
            case DW_LNE_SET_ADDRESS -> address = in.unsigned(length - 1);
            case DW_LNE_DEFINE_FILE -> header.defineFile(in);
            default -> {}
        }
        in.position(end);
    }

    private void row() {
        if (rows == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * rows);
            files = Arrays.copyOf(files, 2 * rows);
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        addresses[rows] = address;
        files[rows] = header.file(file);
        lines[rows] = Math.toIntExact(line);
        rows++;
    }

    /** A linker that has dropped the code leaves its sequence at 0; one whose addresses fall is broken. */
    private void end() {
        row();
        long[] all = Arrays.copyOf(addresses, rows);
        boolean rises = true;
        for (int i = 1; i < rows; i++) {
            rises &= all[i - 1] <= all[i];
        }
        if (rises && all[0] != 0 && rows > 1) {
            sequences.add(new Sequence(all, Arrays.copyOf(files, rows), Arrays.copyOf(lines, rows)));
        }
        begin();
    }
}

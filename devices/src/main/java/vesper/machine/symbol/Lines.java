package vesper.machine.symbol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ELF's {@code .debug_line}, DWARF 2 to 5, read when it is first asked. */
final class Lines {
    /**
     * Instructions in a row, from the first address to the last, which belongs to none.
     *
     * @param addresses rising; each row reaches to the next one's
     * @param files by row
     * @param lines by row, 0 for code that comes from none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sequence(long[] addresses, SourceFile[] files, int[] lines) {
        private long first() {
            return addresses[0];
        }

        private boolean holds(long address) {
            return Long.compareUnsigned(address, first()) >= 0
                    && Long.compareUnsigned(address, addresses[addresses.length - 1]) < 0;
        }
    }

    /** A source, whose name is put together when it is asked for. */
    record SourceFile(String folder, String name) {
        String path() {
            return folder.isEmpty() || name.startsWith("/") ? name : folder + "/" + name;
        }
    }

    private final Sections sections;

    // made under the monitor; by first address
    private @Nullable List<Sequence> sequences;

    Lines(Sections sections) {
        this.sections = sections;
    }

    Optional<SourceLine> at(long address) {
        for (Sequence sequence : sequences()) {
            if (sequence.holds(address)) {
                int row = lastRow(sequence, address);
                int line = sequence.lines[row];
                return line == 0 ? Optional.empty() : Optional.of(new SourceLine(sequence.files[row].path(), line));
            }
        }
        return Optional.empty();
    }

    /** Of several rows at one address the last counts. */
    private static int lastRow(Sequence sequence, long address) {
        int found = Arrays.binarySearch(sequence.addresses, address);
        int row = found < 0 ? -found - 2 : found;
        while (row + 1 < sequence.lines.length && sequence.addresses[row + 1] == sequence.addresses[row]) {
            row++;
        }
        return row;
    }

    private synchronized List<Sequence> sequences() {
        List<Sequence> known = sequences;
        if (known == null) {
            known = read();
            sequences = known;
        }
        return known;
    }

    private List<Sequence> read() {
        List<Sequence> found = new ArrayList<>();
        DwarfReader reader = new DwarfReader(sections.named(".debug_line"));
        ByteBuffer lineStrings = sections.named(".debug_line_str");
        ByteBuffer strings = sections.named(".debug_str");
        try {
            while (reader.hasMore()) {
                DwarfReader unit = reader.unit();
                try {
                    new LineProgram(unit, lineStrings, strings, found).run();
                } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
                    // a broken unit has no lines; the next one has
                }
            }
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | IndexOutOfBoundsException e) {
            // what is cut off is not there
        }
        return found;
    }
}

package vesper.stress.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vesper.machine.symbol.Place;
import vesper.machine.symbol.SourceLine;
import vesper.machine.symbol.Symbols;
import vesper.stress.board.Boards;

/** What is said of the kernel's addresses is what gdb says of them. */
@Timeout(120)
class SymbolsAgainstGdbTest {
    private static final Path GDB = Path.of("/usr/bin/gdb-multiarch");
    private static final Pattern SYMBOL = Pattern.compile("(\\S+)(?: \\+ (\\d+))? in section .*");
    private static final Pattern LINE = Pattern.compile("Line (\\d+) of \"(.*)\" .*");
    private static final int ADDRESSES = 1500;
    private static final long STEP = 10;
    private static final long TEXT = 0x8000_0000L;

    @TempDir
    Path dir;

    private static String symbol(String gdb) {
        Matcher symbol = SYMBOL.matcher(gdb);
        long offset = symbol.matches() && symbol.group(2) != null ? Long.parseLong(symbol.group(2)) : 0;
        return symbol.matches() ? new Place(symbol.group(1), offset).toString() : "";
    }

    private static String line(String gdb) {
        Matcher line = LINE.matcher(gdb);
        return line.matches() ? new SourceLine(line.group(2), Integer.parseInt(line.group(1))).toString() : "";
    }

    @Test
    void namesAndLinesOfTheKernelAreGdbs() throws IOException, InterruptedException {
        Boards.require("gdb-multiarch", GDB);
        byte[] elf;
        try (InputStream in = getClass().getResourceAsStream("/vesper/kernel/vesper.elf")) {
            elf = Objects.requireNonNull(in).readAllBytes();
        }
        Path file = Files.write(dir.resolve("vesper.elf"), elf);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < ADDRESSES; i++) {
            String address = "0x" + Long.toHexString(TEXT + STEP * i);
            asked.add("info symbol " + address);
            asked.add("info line *" + address);
        }
        Path script = Files.write(dir.resolve("script"), asked);
        Process gdb = new ProcessBuilder(GDB.toString(), "-nx", "-batch", "-x", script.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, gdb.waitFor());
        assertEquals(asked.size(), said.size());
        Symbols symbols = Symbols.of(List.of(elf));
        int lines = 0;
        for (int i = 0; i < ADDRESSES; i++) {
            long address = TEXT + STEP * i;
            String where = "0x" + Long.toHexString(address);
            String symbol = symbol(said.get(2 * i));
            if (!symbol.isEmpty()) { // else it is between two sections, of which a symbol does not tell
                assertEquals(symbol, symbols.at(address).map(Place::toString).orElse(""), where);
            }
            String expected = line(said.get(2 * i + 1));
            assertEquals(
                    expected, symbols.line(address).map(SourceLine::toString).orElse(""), where);
            lines += expected.isEmpty() ? 0 : 1;
        }
        assertTrue(lines > ADDRESSES / 2, "lines: " + lines);
    }
}

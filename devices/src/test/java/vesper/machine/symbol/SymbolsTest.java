package vesper.machine.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and lines from files made here, byte by byte; {@code SymbolsAgainstGdbTest} has whole ones. */
class SymbolsTest {
    private static final int SYMTAB = 2;
    private static final int PROGBITS = 1;

    /** Little-endian, as everything here. */
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes put(int size, long... values) {
            for (long value : values) {
                for (int i = 0; i < size; i++) {
                    out.write((int) (value >>> (8 * i)));
                }
            }
            return this;
        }

        Bytes text(String... texts) {
            for (String text : texts) {
                out.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
            }
            return this;
        }

        Bytes all(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        byte[] get() {
            return out.toByteArray();
        }
    }

    /** An ELF of nothing but these sections; each symbol table is linked to section 1. */
    private static byte[] elf(Map<String, byte[]> sections) {
        Bytes names = new Bytes().text("");
        Bytes headers = new Bytes().put(8, 0, 0, 0, 0, 0, 0, 0, 0);
        Bytes contents = new Bytes();
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            int name = names.get().length;
            names.text(section.getKey());
            int type = section.getKey().equals(".symtab") ? SYMTAB : PROGBITS;
            long offset = 64L + contents.get().length;
            headers.put(4, name, type)
                    .put(8, 0, 0, offset, section.getValue().length)
                    .put(4, 1, 0)
                    .put(8, 1, 0);
            contents.all(section.getValue());
        }
        long namesAt = 64L + contents.get().length;
        headers.put(4, 0, PROGBITS)
                .put(8, 0, 0, namesAt, names.get().length)
                .put(4, 0, 0)
                .put(8, 1, 0);
        contents.all(names.get());
        int count = sections.size() + 2;
        return new Bytes()
                .all(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                .put(2, 2, 243)
                .put(4, 1)
                .put(8, 0, 0, 64L + contents.get().length)
                .put(4, 0)
                .put(2, 64, 0, 0, 64, count, count - 1)
                .all(contents.get())
                .all(headers.get())
                .get();
    }

    private static Symbols symbols(byte[]... elfs) {
        return Symbols.of(List.of(elfs));
    }

    private static Map<String, byte[]> named(Object... namesAndBytes) {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            sections.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return sections;
    }

    private static Bytes symbol(Bytes table, int name, int info, int section, long address, long size) {
        return table.put(4, name).put(1, info, 0).put(2, section).put(8, address, size);
    }

    private static byte[] withNames() {
        byte[] strings =
                new Bytes().text("", "start", "loop", "$x", "local", "abs").get();
        Bytes table = new Bytes();
        symbol(table, 0, 0, 0, 0, 0);
        symbol(table, 8 - 1, 0x10, 1, 0x8000_0010L, 0); // loop
        symbol(table, 1, 0x12, 1, 0x8000_0000L, 8); // start
        symbol(table, 12, 0x00, 1, 0x8000_0010L, 0); // $x
        symbol(table, 15, 0x02, 1, 0x8000_0000L, 0); // local
        symbol(table, 21, 0x10, 0xfff1, 0x8000_0012L, 0); // abs
        return elf(named(".strtab", strings, ".symtab", table.get()));
    }

    @Test
    void anAddressBelongsToTheSymbolThatHoldsIt() {
        Symbols symbols = symbols(withNames());
        assertEquals(Optional.empty(), symbols.at(0x7fff_ffffL));
        assertEquals("start", symbols.at(0x8000_0000L).orElseThrow().toString());
        assertEquals("start+0x7", symbols.at(0x8000_0007L).orElseThrow().toString());
        assertEquals(Optional.empty(), symbols.at(0x8000_0008L), "behind its size");
        assertEquals(Optional.of(new Place("loop", 2)), symbols.at(0x8000_0012L));
        assertEquals(OptionalLong.of(0x8000_0010L), symbols.address("loop"));
        assertEquals(OptionalLong.empty(), symbols.address("abs"));
    }

    @Test
    void whatIsNoElfHasNoNames() {
        Symbols symbols = symbols(new byte[0], "#!/bin/sh".getBytes(StandardCharsets.UTF_8), withNames());
        assertEquals(OptionalLong.of(0x8000_0000L), symbols.address("start"));
        assertEquals(Optional.empty(), symbols.line(0x8000_0000L));
    }

    /** Lines 10 and 12 of a.c, 7 of h.h, and line 0. */
    private static byte[] program(int version) {
        Bytes tables = version == 5
                ? new Bytes()
                        .put(1, 1, 1, 8, 2)
                        .text("/home", "inc")
                        .put(1, 2, 1, 8, 2, 11, 3)
                        .text("a.c")
                        .put(1, 0)
                        .text("a.c")
                        .put(1, 0)
                        .text("h.h")
                        .put(1, 1)
                : new Bytes()
                        .text("inc", "", "a.c")
                        .put(1, 0, 0, 0)
                        .text("h.h")
                        .put(1, 1, 0, 0)
                        .put(1, 0);
        Bytes rest = new Bytes().put(1, 2); // the least instruction
        if (version >= 4) {
            rest.put(1, 1);
        }
        rest.put(1, 1, -5, 14, 13).put(1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1).all(tables.get());
        Bytes code = new Bytes()
                .put(1, 0, 9, 2) // set address
                .put(8, 0x8000_0100L)
                .put(1, 3, 9, 1) // line 10, copy
                .put(1, 13 + 14 * 2 + 7) // two instructions on, line 12
                .put(1, 4, 2, 3, 0x7b, 2, 4, 1) // file 2, line 7, four instructions on
                .put(1, 9)
                .put(2, 6)
                .put(1, 3, 0x79, 1) // six bytes on, line 0
                .put(1, 2, 2, 0, 1, 1); // two instructions on, end
        Bytes unit = new Bytes().put(2, version);
        if (version == 5) {
            unit.put(1, 8, 0);
        }
        unit.put(4, rest.get().length).all(rest.get()).all(code.get());
        return new Bytes().put(4, unit.get().length).all(unit.get()).get();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void anInstructionHasALine(int version) {
        Symbols symbols = symbols(elf(named(".text", new byte[1], ".debug_line", program(version))));
        String root = version == 5 ? "/home/" : "";
        assertEquals(Optional.empty(), symbols.line(0x8000_00ffL));
        assertEquals(root + "a.c:10", symbols.line(0x8000_0100L).orElseThrow().toString());
        assertEquals(Optional.of(new SourceLine(root + "a.c", 10)), symbols.line(0x8000_0103L));
        assertEquals(Optional.of(new SourceLine(root + "a.c", 12)), symbols.line(0x8000_0104L));
        assertEquals(Optional.of(new SourceLine(root + "inc/h.h", 7)), symbols.line(0x8000_010cL));
        assertEquals(Optional.empty(), symbols.line(0x8000_0112L), "line 0");
        assertEquals(Optional.empty(), symbols.line(0x8000_0116L), "behind the end");
    }

    /** Whatever stands in a file, it is read to an end, and what it says is harmless. */
    @Test
    void brokenFilesHaveWhatIsWhole() {
        Random random = new Random(5);
        byte[] good = elf(named(
                ".strtab",
                new Bytes().text("", "start").get(),
                ".symtab",
                symbol(new Bytes(), 1, 0x12, 1, 0x8000_0000L, 8).get(),
                ".debug_line",
                new Bytes().all(program(3)).all(program(5)).get()));
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Symbols symbols = symbols(random.nextInt(4) == 0 ? cut(bad, random) : bad);
            symbols.at(0x8000_0004L);
            symbols.line(0x8000_0104L);
        }
        assertEquals("start+0x4", symbols(good).at(0x8000_0004L).orElseThrow().toString());
    }

    private static byte[] cut(byte[] bytes, Random random) {
        byte[] cut = new byte[random.nextInt(bytes.length)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).get(cut);
        return cut;
    }
}

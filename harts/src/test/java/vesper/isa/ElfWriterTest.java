package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.A0;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElfWriterTest {
    private static final long BASE = 0x8000_0000L;

    private final Program program = program();
    private final ByteBuffer elf = ByteBuffer.wrap(ElfWriter.write(
                    program,
                    List.of(
                            new ElfWriter.Extra(".debug_line", new byte[] {1, 2, 3}),
                            new ElfWriter.Extra(".debug_info", new byte[] {4, 5}))))
            .order(ByteOrder.LITTLE_ENDIAN);

    private static Program program() {
        Assembler a = new Assembler();
        a.globl("_start");
        a.globl("tohost");
        a.equ("ANSWER", 42);
        a.nop();
        a.label("_start");
        a.la(A0, "tohost");
        a.ret();
        a.function("_start", a.mark());
        a.section(".rodata");
        a.asciz("hello");
        a.section(".data");
        a.label("tohost");
        a.dword(7);
        a.object("tohost", a.mark());
        a.label("beyond", 0x800);
        a.section(".bss");
        a.label("stack");
        a.space(0x3000);
        return a.assemble(BASE);
    }

    private String string(int section, int offset) {
        int start = Math.toIntExact(elf.getLong(sectionHeader(section) + 24)) + offset;
        int end = start;
        while (elf.get(end) != 0) {
            end++;
        }
        return new String(elf.array(), start, end - start, StandardCharsets.UTF_8);
    }

    private int sectionHeader(int index) {
        return Math.toIntExact(elf.getLong(40)) + index * 64;
    }

    private int sectionNamed(String name) {
        int names = elf.getShort(62);
        for (int i = 0; i < elf.getShort(60); i++) {
            if (string(names, elf.getInt(sectionHeader(i))).equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no section " + name);
    }

    @Test
    void theHeaderIsThatOfAStaticRiscvExecutable() {
        assertEquals(0x464c457f, elf.getInt(0));
        assertEquals(0x0101_02, elf.getInt(4));
        assertEquals(2, elf.getShort(16));
        assertEquals(243, elf.getShort(18));
        assertEquals(BASE + 4, elf.getLong(24));
        assertEquals(4, elf.getInt(48));
    }

    @Test
    void loadingTheSegmentsGivesTheFlatImage() {
        byte[] memory = new byte[0x6000];
        List<Integer> flags = new ArrayList<>();
        for (int i = 0; i < elf.getShort(56); i++) {
            int at = Math.toIntExact(elf.getLong(32)) + i * 56;
            assertEquals(1, elf.getInt(at));
            flags.add(elf.getInt(at + 4));
            long offset = elf.getLong(at + 8);
            long address = elf.getLong(at + 16);
            assertEquals(0, (offset - address) % 4096);
            assertTrue(elf.getLong(at + 40) >= elf.getLong(at + 32));
            elf.get(Math.toIntExact(offset), memory, Math.toIntExact(address - BASE), (int) elf.getLong(at + 32));
        }
        assertEquals(List.of(5, 4, 6), flags);
        byte[] flat = program.flat();
        assertArrayEquals(flat, Arrays.copyOf(memory, flat.length));
    }

    @Test
    void theLastSegmentHasRoomForBss() {
        int at = Math.toIntExact(elf.getLong(32)) + 2 * 56;
        assertEquals(8, elf.getLong(at + 32));
        assertEquals(0x10 + 0x3000, elf.getLong(at + 40));
    }

    @Test
    void sectionsKeepTheirNamesAndPlaces() {
        for (Section section : program.sections()) {
            int header = sectionHeader(sectionNamed(section.name()));
            assertEquals(section.address(), elf.getLong(header + 16));
            assertEquals(section.size(), elf.getLong(header + 32));
            assertEquals(section.kind() == Section.Kind.BSS ? 8 : 1, elf.getInt(header + 4));
        }
    }

    @Test
    void theSymbolTableHoldsEveryNameWithGlobalsLast() {
        int table = sectionHeader(sectionNamed(".symtab"));
        int strings = elf.getInt(table + 40);
        int firstGlobal = elf.getInt(table + 44);
        int count = (int) elf.getLong(table + 32) / 24;
        assertEquals(program.symbols().size() + 1, count);
        List<String> globals = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int at = Math.toIntExact(elf.getLong(table + 24)) + i * 24;
            String name = string(strings, elf.getInt(at));
            assertEquals(program.symbol(name), elf.getLong(at + 8));
            boolean global = elf.get(at + 4) >> 4 == 1;
            assertEquals(i >= firstGlobal, global);
            if (global) {
                globals.add(name);
            }
            int section = elf.getShort(at + 6);
            assertEquals(name.equals("ANSWER"), section == (short) 0xfff1);
        }
        assertEquals(List.of("_start", "tohost"), globals);
    }

    private int symbolNamed(String name) {
        int table = sectionHeader(sectionNamed(".symtab"));
        for (int at = Math.toIntExact(elf.getLong(table + 24)); ; at += 24) {
            if (string(elf.getInt(table + 40), elf.getInt(at)).equals(name)) {
                return at;
            }
        }
    }

    @Test
    void symbolsHaveTheTypesAndSizesThatWereSaid() {
        assertEquals(0x12, elf.get(symbolNamed("_start") + 4));
        assertEquals(12, elf.getLong(symbolNamed("_start") + 16));
        assertEquals(0x11, elf.get(symbolNamed("tohost") + 4));
        assertEquals(8, elf.getLong(symbolNamed("tohost") + 16));
        assertEquals(0, elf.get(symbolNamed("stack") + 4));
        assertEquals(0, elf.getLong(symbolNamed("stack") + 16));
    }

    @Test
    void aLabelMayBeAheadOfItsPlace() {
        assertEquals(program.symbol("tohost") + 8 + 0x800, program.symbol("beyond"));
    }

    @Test
    void furtherSectionsAreInTheFileButNotLoaded() {
        int line = sectionHeader(sectionNamed(".debug_line"));
        int info = sectionHeader(sectionNamed(".debug_info"));
        assertEquals(0, elf.getLong(line + 8));
        assertEquals(0, elf.getLong(line + 16));
        assertArrayEquals(new byte[] {1, 2, 3}, contents(line));
        assertArrayEquals(new byte[] {4, 5}, contents(info));
    }

    private byte[] contents(int header) {
        byte[] bytes = new byte[(int) elf.getLong(header + 32)];
        elf.get(Math.toIntExact(elf.getLong(header + 24)), bytes);
        return bytes;
    }

    @Test
    void whatTheFileHoldsOfASegmentIsInsideTheFile() {
        Assembler a = new Assembler();
        a.nop();
        a.section(".rodata");
        a.bytes(1);
        a.section(".rodata.end");
        a.label("end");
        a.section(".data");
        a.label("nothing");
        a.section(".bss");
        a.space(0x2000);
        ByteBuffer file = ByteBuffer.wrap(ElfWriter.write(a.assemble(BASE))).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            int at = 64 + i * 56;
            long end = file.getLong(at + 8) + file.getLong(at + 32);
            assertTrue(end <= file.getLong(40), "before the section headers");
        }
        assertEquals(0, file.getLong(64 + 2 * 56 + 32));
        assertEquals(0, file.get(0x2001), "padding, no other section");
    }
}

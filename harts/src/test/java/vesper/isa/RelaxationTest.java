package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.T0;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One instruction where two would do, places without names, and bytes that need addresses. */
class RelaxationTest {
    private static final long BASE = 0x8000_0000L;

    private static List<String> listing(Assembler a) {
        List<String> lines = new ArrayList<>();
        long pc = BASE;
        for (int word : AssemblerTest.words(a)) {
            lines.add(Disassembler.disassemble(word, pc));
            pc += 4;
        }
        return lines;
    }

    private static void dataWithPointer(Assembler a, int before) {
        a.section(".data");
        a.space(before);
        a.label("near");
        a.space(0x800 - before);
        a.label("__global_pointer$");
        a.space(0x800);
        a.label("far");
        a.dword(1);
    }

    @Test
    void dataNearTheGlobalPointerTakesOneInstruction() {
        Assembler a = new Assembler();
        a.relax(true);
        a.la(A0, "near");
        a.pcRelative(Instruction.LD, A0, A0, "near+8");
        a.pcRelative(Instruction.SD, A1, T0, "far-1");
        dataWithPointer(a, 0);
        assertEquals(List.of("addi a0,gp,-2048", "ld a0,-2040(gp)", "sd a1,2047(gp)"), listing(a));
    }

    @Test
    void dataOutOfItsReachTakesTwo() {
        Assembler a = new Assembler();
        a.relax(true);
        a.la(A0, "far");
        a.pcRelative(Instruction.SD, A1, T0, "far");
        dataWithPointer(a, 0);
        assertEquals(List.of("auipc a0,0x2", "mv a0,a0", "auipc t0,0x2", "sd a1,-8(t0)"), listing(a));
    }

    @Test
    void withoutAGlobalPointerNothingIsRelativeToIt() {
        Assembler a = new Assembler();
        a.relax(true);
        a.la(A0, "here");
        a.label("here");
        assertEquals(List.of("auipc a0,0x0", "addi a0,a0,8"), listing(a));
    }

    @Test
    void callsWithinAMebibyteAreOneJump() {
        Assembler a = new Assembler();
        a.relax(true);
        a.call("near");
        a.label("near");
        a.tail("far");
        a.space(1 << 20);
        a.label("far");
        List<String> lines = listing(a);
        assertEquals(List.of("jal 0x80000004", "auipc t1,0x100", "jr 8(t1)"), lines.subList(0, 3));
    }

    @Test
    void marksHaveAddressesButNoNames() {
        Assembler a = new Assembler();
        a.relax(true);
        a.la(A0, "data");
        Mark mark = a.mark();
        a.section(".data");
        a.label("data");
        a.label(".Llocal");
        a.space(8);
        Mark end = a.mark();
        Program program = a.assemble(BASE);
        assertEquals(BASE + 8, program.address(mark));
        assertEquals(BASE + 0x1008, program.address(end));
        assertEquals(BASE + 0x1000, program.symbol(".Llocal"));
        assertEquals(
                List.of("data"),
                program.symbols().stream().map(Program.Symbol::name).toList());
    }

    @Test
    void bytesMayWaitForAddresses() {
        Assembler a = new Assembler();
        a.section(".rodata");
        a.later(2, places -> new byte[] {(byte) (places.symbol("end") - places.symbol("start")), 7});
        a.label("start");
        a.space(5);
        a.label("end");
        assertArrayEquals(new byte[] {5, 7, 0, 0, 0, 0, 0}, a.assemble(BASE).flat());
    }

    @Test
    void asManyBytesAreMadeAsWereAnnounced() {
        Assembler a = new Assembler();
        a.later(2, places -> new byte[3]);
        Exception e = assertThrows(IllegalStateException.class, () -> a.assemble(BASE));
        assertTrue(String.valueOf(e.getMessage()).contains("2 bytes were announced, not 3"), e.getMessage());
    }
}

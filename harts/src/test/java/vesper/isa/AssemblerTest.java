package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.SP;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.ZERO;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssemblerTest {
    private static final long BASE = 0x8000_0000L;

    /** The first section's contents as 32-bit words. */
    static List<Integer> words(Assembler a) {
        ByteBuffer bytes =
                ByteBuffer.wrap(a.assemble(BASE).sections().getFirst().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> words = new ArrayList<>();
        while (bytes.remaining() >= 4) {
            words.add(bytes.getInt());
        }
        return words;
    }

    private static List<String> listing(Assembler a) {
        List<String> lines = new ArrayList<>();
        long pc = BASE;
        for (int word : words(a)) {
            lines.add(Disassembler.disassemble(word, pc));
            pc += 4;
        }
        return lines;
    }

    @Test
    void labelsAreReachedForwardsAndBackwards() {
        Assembler a = new Assembler();
        a.label("start");
        a.beqz(A0, "end");
        a.j("start");
        a.label("end");
        a.bne(A0, A1, "start+4");
        assertEquals(List.of("beqz a0,0x80000008", "j 0x80000000", "bne a0,a1,0x80000004"), listing(a));
    }

    @Test
    void numberedLabelsAreTheNearestOfTheirNumber() {
        Assembler a = new Assembler();
        a.label("1");
        a.j("1f");
        a.j("1b");
        a.label("1");
        a.j("1b");
        assertEquals(List.of("j 0x80000008", "j 0x80000000", "j 0x80000008"), listing(a));
    }

    @Test
    void aBranchOutOfReachBecomesItsOppositeOverAJump() {
        Assembler a = new Assembler();
        a.bltu(A0, A1, "far");
        a.beq(A0, A1, "near");
        a.space(4088);
        a.label("near");
        a.nop();
        a.label("far");
        List<String> lines = listing(a);
        assertEquals(
                List.of("bgeu a0,a1,0x80000008", "j 0x80001008", "beq a0,a1,0x80001004"),
                List.of(lines.get(0), lines.get(1), lines.get(2)));
    }

    @Test
    void oneBranchThatGrowsCanPushAnotherOutOfReach() {
        Assembler a = new Assembler();
        a.beq(A0, A1, "second");
        a.beq(A0, A1, "third");
        a.space(4086);
        a.label("second");
        a.space(8);
        a.label("third");
        assertEquals(16 + 4086 + 8, a.assemble(BASE).sections().getFirst().size());
    }

    @Test
    void addressesAreRelativeToThePc() {
        Assembler a = new Assembler();
        a.la(A0, "data");
        a.call("f");
        a.tail("f");
        a.pcRelative(Instruction.LD, A1, A1, "data");
        a.label("f");
        a.section(".data");
        a.space(0xff8);
        a.label("data");
        a.dword(1);
        assertEquals(
                List.of(
                        "auipc a0,0x2",
                        "addi a0,a0,-8",
                        "auipc ra,0x0",
                        "jalr ra,24(ra)",
                        "auipc t1,0x0",
                        "jr 16(t1)",
                        "auipc a1,0x2",
                        "ld a1,-32(a1)"),
                listing(a));
    }

    @Property
    void constantsOfAnyWidthAreLoaded(@ForAll long value, @ForAll @IntRange(min = 0, max = 63) int shift) {
        for (long constant : new long[] {value, value >> shift, value << shift, value >>> shift}) {
            Assembler a = new Assembler();
            a.li(T0, constant);
            List<Integer> words = words(a);
            assertTrue(words.size() <= 8, words.size() + " instructions");
            assertEquals(constant, run(words));
        }
    }

    /** What is left in the one register that a constant's sequence uses. */
    private static long run(List<Integer> words) {
        long register = 0;
        for (int word : words) {
            long source = Operands.rs1(word) == 0 ? 0 : register;
            register = switch (Objects.requireNonNull(Instruction.decode(word))) {
                case LUI -> Operands.immU(word);
                case ADDI -> source + Operands.immI(word);
                case ADDIW -> (int) source + Operands.immI(word);
                case SLLI -> source << Operands.shamt(word);
                default -> throw new AssertionError(Disassembler.disassemble(word, 0));
            };
        }
        return register;
    }

    @Test
    void dataIsLittleEndianAndAligned() {
        Assembler a = new Assembler();
        a.section(".data");
        a.bytes(1, -1, 255);
        a.align(2);
        a.half(0x1234);
        a.asciz("é");
        a.align(3);
        a.equ("ANSWER", 42);
        a.word("ANSWER");
        a.word(-2);
        a.label("here");
        a.dword("here-8");
        byte[] expected = {
            1,
            -1,
            -1,
            0,
            0x34,
            0x12,
            (byte) 0xc3,
            (byte) 0xa9,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            42,
            0,
            0,
            0,
            -2,
            -1,
            -1,
            -1,
            0x10,
            0,
            0,
            (byte) 0x80,
            0,
            0,
            0,
            0
        };
        assertArrayEquals(expected, a.assemble(BASE).flat());
    }

    @Test
    void compressedModeTakesShortFormsAndKeepsLongOnes() {
        Assembler a = new Assembler();
        a.rvc(true);
        a.label("top");
        a.addi(A0, A0, 1);
        a.mv(A0, A1);
        a.ld(A0, 8, SP);
        a.add(A0, A1, A0);
        a.bnez(A0, "top");
        a.j("top");
        a.ret();
        a.align(3);
        a.rvc(false);
        a.addi(A0, A0, 1);
        Program program = a.assemble(BASE);
        ByteBuffer code = ByteBuffer.wrap(program.flat()).order(ByteOrder.LITTLE_ENDIAN);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            short half = code.getShort();
            assertTrue(Compressed.isCompressed(half));
            lines.add(Disassembler.disassemble(half, BASE + code.position() - 2));
        }
        assertEquals(
                List.of(
                        "addi a0,a0,1",
                        "add a0,zero,a1",
                        "ld a0,8(sp)",
                        "add a0,a0,a1",
                        "bnez a0,0x80000000",
                        "j 0x80000000",
                        "ret"),
                lines);
        assertEquals(0x0001, code.getShort());
        assertEquals(Instruction.ADDI.encode(10, 10, 1), code.getInt());
        assertTrue(program.compressed());
    }

    @Test
    void compressedBranchesGrowToThePlainAndTheLongForm() {
        for (int[] distanceAndSize : new int[][] {{200, 2}, {2000, 4}, {20_000, 8}}) {
            Assembler a = new Assembler();
            a.rvc(true);
            a.beqz(A0, "x");
            a.space(distanceAndSize[0]);
            a.label("x");
            long size = a.assemble(BASE).sections().getFirst().size();
            assertEquals(distanceAndSize[1], size - distanceAndSize[0]);
        }
    }

    @Test
    void sectionsOfAKindShareAPageAndBssFollowsData() {
        Assembler a = new Assembler();
        a.section(".bss");
        a.label("buffer");
        a.space(100);
        a.section(".data");
        a.dword(1);
        a.section(".rodata");
        a.asciz("x");
        a.section(".text.init");
        a.label("_start");
        a.nop();
        a.section(".text");
        a.nop();
        Program program = a.assemble(BASE);
        assertEquals(
                List.of(".text.init", ".text", ".rodata", ".data", ".bss"),
                program.sections().stream().map(Section::name).toList());
        assertEquals(
                List.of(BASE, BASE + 0x10, BASE + 0x1000, BASE + 0x2000, BASE + 0x2010),
                program.sections().stream().map(Section::address).toList());
        assertEquals(BASE, program.entry());
        assertEquals(BASE + 0x2010, program.symbol("buffer"));
        assertEquals(0x2008, program.flat().length);
    }

    @Test
    void constantsStandForTheirNumber() {
        Assembler a = new Assembler();
        a.equ("UART", 0x1000_0000L);
        a.li(T0, "UART");
        a.sb(ZERO, a.constant("UART") >> 28, T0);
        assertEquals(List.of("lui t0,0x10000", "sb zero,1(t0)"), listing(a));
    }
}

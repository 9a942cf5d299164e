package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AssemblerErrorTest {
    private static void refused(String message, Consumer<Assembler> program) {
        var e = assertThrows(IllegalArgumentException.class, () -> {
            Assembler a = new Assembler();
            program.accept(a);
            a.assemble(0);
        });
        assertEquals(message, e.getMessage());
    }

    @Test
    void undefinedNamesAreNamedWithTheirUser() {
        refused("beq: undefined label 'nowhere'", a -> a.beq(A0, A1, "nowhere"));
        refused("jal: undefined label '2f'", a -> a.j("2f"));
        refused("'2b': no label 2 behind", a -> a.j("2b"));
        refused("'2x': a numbered label ends in b or f", a -> a.j("2x"));
        refused("addi: undefined label 'table'", a -> a.la(A0, "table+8"));
        refused(".dword: undefined label 'x'", a -> a.dword("x"));
        refused(".globl: undefined label 'x'", a -> a.globl("x"));
        refused("entry: undefined label 'x'", a -> a.entry("x"));
        refused("undefined constant 'X'", a -> a.li(A0, "X"));
    }

    @Test
    void aLabelIsDefinedOnce() {
        refused("'x' is defined twice", a -> {
            a.label("x");
            a.label("x");
        });
        refused("'x' is defined twice", a -> {
            a.label("x");
            a.equ("x", 1);
        });
        refused("'1x' cannot be a name", a -> a.label("1x"));
        refused("'' cannot be a name", a -> a.label(""));
        refused("jal: 'x+y' is no label plus or minus a number", a -> {
            a.label("x");
            a.j("x+y");
        });
    }

    @Test
    void whatDoesNotReachIsRefusedWithItsDistance() {
        refused("jal: 'far' is out of reach, 1048576 bytes away", a -> {
            a.j("far");
            a.space(0xf_fffc);
            a.label("far");
        });
        refused("beq: 'far' is out of reach, 1048580 bytes away", a -> {
            a.beq(A0, A1, "far");
            a.space(0x10_0000);
            a.label("far");
        });
        refused("addi: 'far' is out of reach, 4294967296 bytes away", a -> {
            a.equ("far", 1L << 32);
            a.la(A0, "far");
        });
        refused(".word: 'far' is 0x100000000, too wide", a -> {
            a.equ("far", 1L << 32);
            a.word("far");
        });
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        refused("addi: IMM_I of 2048 does not fit, it is -2048 to 2047", a -> a.addi(A0, A0, 2048));
        refused("sd: IMM_S of -2049 does not fit, it is -2048 to 2047", a -> a.sd(A0, -2049, A1));
        refused("slliw: SHAMT_W of 32 does not fit, it is 0 to 31", a -> a.slliw(A0, A0, 32));
        refused("csrrwi: ZIMM of 32 does not fit, it is 0 to 31", a -> a.csrwi(Csrs.MSCRATCH, 32));
        refused("csrrw: CSR of 4096 does not fit, it is 0 to 4095", a -> a.csrw(4096, A0));
        refused(".byte: 256 does not fit in 8 bits", a -> a.bytes(256));
        refused(".half: -32769 does not fit in 16 bits", a -> a.half(-32769));
        refused("fence: 'wr' is no set: write letters of iorw in order", a -> a.fence("wr", "rw"));
        refused(".align 21: not 0 to 20", a -> a.align(21));
        refused(".space -1: negative", a -> a.space(-1));
    }

    @Test
    void sectionsHoldWhatTheirNameSays() {
        refused(
                "section '.junk' is none of .text, .rodata, .data, .bss, nor a part of one (.text.init)",
                a -> a.section(".junk"));
        refused("section '.bss' has room for space, not for data", a -> {
            a.section(".bss");
            a.word(1);
        });
        var e = assertThrows(IllegalArgumentException.class, () -> new Assembler().assemble(8));
        assertEquals("base 0x8 is not a multiple of 4096", e.getMessage());
    }
}

package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.A0;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.ZERO;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The assembler's short words against the disassembler's, which was held against GNU's. */
class PseudoInstructionsTest {
    private static void is(String text, Consumer<Assembler> instruction) {
        Assembler a = new Assembler();
        a.label("x");
        instruction.accept(a);
        assertEquals(text, Disassembler.disassemble(AssemblerTest.words(a).getFirst(), 0x8000_0000L));
    }

    @Test
    void arithmetic() {
        is("nop", Assembler::nop);
        is("li a0,-1", a -> a.li(A0, -1));
        is("mv a0,a1", a -> a.mv(A0, A1));
        is("not a0,a1", a -> a.not(A0, A1));
        is("neg a0,a1", a -> a.neg(A0, A1));
        is("negw a0,a1", a -> a.negw(A0, A1));
        is("sext.w a0,a1", a -> a.sext_w(A0, A1));
        is("zext.b a0,a1", a -> a.zext_b(A0, A1));
        is("seqz a0,a1", a -> a.seqz(A0, A1));
        is("snez a0,a1", a -> a.snez(A0, A1));
        is("sltz a0,a1", a -> a.sltz(A0, A1));
        is("sgtz a0,a1", a -> a.sgtz(A0, A1));
    }

    @Test
    void branches() {
        is("beqz a0,0x80000000", a -> a.beqz(A0, "x"));
        is("bnez a0,0x80000000", a -> a.bnez(A0, "x"));
        is("bltz a0,0x80000000", a -> a.bltz(A0, "x"));
        is("bgez a0,0x80000000", a -> a.bgez(A0, "x"));
        is("bgtz a0,0x80000000", a -> a.bgtz(A0, "x"));
        is("blez a0,0x80000000", a -> a.blez(A0, "x"));
        is("blt a1,a0,0x80000000", a -> a.bgt(A0, A1, "x"));
        is("bge a1,a0,0x80000000", a -> a.ble(A0, A1, "x"));
        is("bltu a1,a0,0x80000000", a -> a.bgtu(A0, A1, "x"));
        is("bgeu a1,a0,0x80000000", a -> a.bleu(A0, A1, "x"));
        is("blt a0,a1,0x80000000", a -> a.blt(A0, A1, "x"));
        is("bge a0,a1,0x80000000", a -> a.bge(A0, A1, "x"));
        is("bgeu a0,a1,0x80000000", a -> a.bgeu(A0, A1, "x"));
    }

    @Test
    void jumps() {
        is("j 0x80000000", a -> a.j("x"));
        is("jal 0x80000000", a -> a.jal("x"));
        is("jr a0", a -> a.jr(A0));
        is("jalr a0", a -> a.jalr(A0));
        is("ret", Assembler::ret);
    }

    @Test
    void controlAndStatusRegisters() {
        is("csrr a0,mhartid", a -> a.csrr(A0, Csrs.MHARTID));
        is("csrw mtvec,a0", a -> a.csrw(Csrs.MTVEC, A0));
        is("csrs mie,a0", a -> a.csrs(Csrs.MIE, A0));
        is("csrc mie,a0", a -> a.csrc(Csrs.MIE, A0));
        is("csrwi mstatus,8", a -> a.csrwi(Csrs.MSTATUS, 8));
        is("csrsi mstatus,8", a -> a.csrsi(Csrs.MSTATUS, 8));
        is("csrci mstatus,8", a -> a.csrci(Csrs.MSTATUS, 8));
    }

    @Test
    void fences() {
        is("fence", Assembler::fence);
        is("fence rw,w", a -> a.fence("rw", "w"));
        is("fence io,ior", a -> a.fence("io", "ior"));
        is("fence.tso", Assembler::fence_tso);
        is("pause", Assembler::pause);
        is("sfence.vma", Assembler::sfence_vma);
        is("sfence.vma a0", a -> a.sfence_vma(A0, ZERO));
    }

    @Test
    void orderingsOfAtomics() {
        is("lr.w a0,(a1)", a -> a.lr_w(A0, A1));
        is("sc.d.rl a0,a1,(a0)", a -> a.sc_d(A0, A1, A0, Ordering.RL));
        is("amoadd.w.aqrl a0,a1,(a0)", a -> a.amoadd_w(A0, A1, A0, Ordering.AQ, Ordering.RL));
    }

    @Test
    void roundingModesMayBeLeftOut() {
        is("fadd.s ft0,ft0,ft0", a -> a.fadd_s(FRegister.FT0, FRegister.FT0, FRegister.FT0));
        is("fcvt.w.d a0,ft0,rtz", a -> a.fcvt_w_d(A0, FRegister.FT0, Rounding.RTZ));
        is("fcvt.d.w ft0,a0", a -> a.fcvt_d_w(FRegister.FT0, A0));
    }
}

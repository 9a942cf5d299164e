package vesper.stress.litmus.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vesper.isa.Disassembler;
import vesper.isa.Extension;
import vesper.isa.Format;
import vesper.isa.Instruction;
import vesper.isa.Operand;

/** Instructions are read as the table has them. */
class StepTest {
    private static final Set<Extension> READ =
            EnumSet.of(Extension.RV64I, Extension.M, Extension.A, Extension.ZBA, Extension.ZBB, Extension.ZBS);
    private static final Set<Format> PLAIN = EnumSet.of(
            Format.R,
            Format.R_UNARY,
            Format.R_LR,
            Format.R_SC,
            Format.R_AMO,
            Format.I,
            Format.I_SHIFT,
            Format.I_SHIFT_W,
            Format.S,
            Format.U);

    private static Step only(String code) {
        List<Step> steps = Samples.ofCode(code).threads().get(0).steps();
        assertEquals(1, steps.size(), code);
        return steps.getFirst();
    }

    @Property(tries = 5_000)
    void whatTheDisassemblerWritesIsReadAsTheSameWord(@ForAll int bits) {
        Instruction[] rows = Instruction.values();
        Instruction row = rows[Math.floorMod(bits * 31, rows.length)];
        Assume.that(PLAIN.contains(row.format()) && READ.contains(row.extension()) && row != Instruction.AUIPC);
        int word = row.match() | (bits & ~row.mask());
        Assume.that(Instruction.decode(word) == row);
        assertEquals(word, only(Disassembler.disassembleBase(word, 0)).word(), Integer.toHexString(word));
    }

    @Test
    void loadsAndStoresKnowTheirWidth() {
        assertEquals(1, only("lbu x5,0(x6)").accessBytes());
        assertEquals(2, only("sh x5,0(x6)").accessBytes());
        assertEquals(4, only("lwu x5,0(x6)").accessBytes());
        assertEquals(8, only("sc.d x5,x6,(x7)").accessBytes());
        assertEquals(16, only("amocas.q x6,x8,(x10)").accessBytes());
    }

    @Test
    void loadAcquireAndStoreReleaseHaveZalasrsEncoding() {
        assertEquals(0x3403_22af, only("lw.aq x5,0(x6)").word());
        assertEquals(0x3603_02af, only("lb.aqrl x5,(x6)").word());
        assertEquals(0x3a53_302f, only("sd.rl x5,0(x6)").word());
        assertEquals(0x3e53_102f, only("sh.aq.rl x5,0(x6)").word());
    }

    @Test
    void branchNamesItsTarget() {
        Step step =
                Samples.ofCode("bltu x5,x6,L", "L:").threads().get(0).steps().getFirst();
        assertEquals(Optional.of("L"), step.target());
        assertEquals(6, step.operand(Operand.RS2));
        assertThrows(IllegalArgumentException.class, () -> step.operand(Operand.IMM_B));
        assertThrows(IllegalArgumentException.class, step::word);
    }

    @Test
    void orderingsAreReadInEverySpelling() {
        for (String spelling : List.of(".aqrl", ".aq.rl")) {
            Step step = only("amoswap.w" + spelling + " x5,x6,0(x7)");
            assertEquals(List.of(true, true), List.of(step.aq(), step.rl()));
            assertEquals(Instruction.AMOSWAP_W, step.row());
        }
        assertEquals(true, only("lr.d.aq x5,(x6)").aq());
        assertEquals(true, only("sc.d.rl x5,x6,(x7)").rl());
    }

    @Test
    void fencesHaveTheirSets() {
        Step some = only("fence ir,w");
        assertEquals(List.of(10L, 1L), some.operands());
        assertEquals(0x0ff0_000f, only("fence").word());
        assertEquals(0x8330_000f, only("fence.tso").word());
        assertEquals(
                List.of(true, false),
                List.of(only("fence.tso").isFenceTso(), only("fence rw,rw").isFenceTso()));
        assertEquals(Instruction.FENCE_I, only("fence.i").row());
    }

    @Test
    void shortWordsStandForWhatTheAssemblerSays() {
        assertEquals(only("addi x5,x6,0"), only("mv x5,x6"));
        assertEquals(only("addi x0,x0,0"), only("nop"));
        assertEquals(only("xori x5,x6,-1"), only("not x5,x6"));
        assertEquals(only("sltu x5,x0,x6"), only("snez t0,t1"));
        assertEquals(only("add.uw x5,x6,x0"), only("zext.w x5,x6"));
        assertEquals(only("addi x5,x0,-2048"), only("li x5,-2048"));
    }
}

package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.hart.state.Acceleration;
import vesper.hart.state.Translation;
import vesper.isa.Assembler;

/** Stored code is executed within bounded time, without {@code fence.i}: Ziccid. What hangs has kept the old code. */
class RefetchTest {
    private static final int LI_A0_1 = 0x13 | 10 << 7 | 1 << 20;
    private static final int LI_A0_2 = 0x13 | 10 << 7 | 2 << 20;

    private static final List<Acceleration> ENGINES = List.of(
            new Acceleration(Translation.NEVER, false),
            new Acceleration(Translation.WHEN_HOT, false),
            new Acceleration(Translation.AT_ONCE, false),
            new Acceleration(Translation.NEVER, true),
            new Acceleration(Translation.AT_ONCE, true));

    static List<Acceleration> engines() {
        return ENGINES;
    }

    private static void storeCode(Assembler a) {
        a.la(S2, "code");
        a.li(T0, LI_A0_2);
        a.sw(T0, 0, S2);
    }

    /** Calls it until it returns what was stored. */
    private static void awaitCode(Assembler a) {
        a.label("again");
        a.jal("code");
        a.li(T0, 2);
        a.bne(A0, T0, "again");
    }

    private static void code(Assembler a) {
        a.j("over");
        a.align(2);
        a.label("code");
        a.word(LI_A0_1);
        a.ret();
        a.label("over");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aHartSeesTheCodeThatItStored(Acceleration engine) {
        Guest guest = new Guest().accelerated(engine).run(a -> {
            a.jal("code");
            storeCode(a);
            awaitCode(a);
            code(a);
        });
        assertEquals(2, guest.x(A0));
    }

    /** The other hart never fences either, and hart 0 has called the old code often before. */
    @ParameterizedTest
    @MethodSource("engines")
    void aHartSeesTheCodeThatAnotherStored(Acceleration engine) {
        Guest guest = new Guest(2).accelerated(engine).run(a -> {
            a.csrr(T0, MHARTID);
            a.bnez(T0, "other");
            a.li(S4, 50_000);
            a.label("first");
            a.jal("code");
            a.addi(S4, S4, -1);
            a.bnez(S4, "first");
            a.li(S5, Guest.DATA);
            a.sd(A0, 0, S5);
            awaitCode(a);
            a.j("over");
            a.label("other");
            a.li(S5, Guest.DATA);
            a.label("wait");
            a.ld(T0, 0, S5);
            a.beqz(T0, "wait");
            storeCode(a);
            a.label("sleep");
            a.wfi();
            a.j("sleep");
            code(a);
        });
        assertEquals(2, guest.x(A0));
    }
}

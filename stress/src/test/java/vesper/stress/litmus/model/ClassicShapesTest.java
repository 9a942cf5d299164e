package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.stress.litmus.test.LitmusTest;

/** The shapes that every paper on memory models has, under the three models. */
class ClassicShapesTest {
    private static final String MP = "sw x5,0(x6); %s; sw x5,0(x8)";
    private static final String ADDRESS = "lw x7,0(x8); xor x11,x7,x7; add x12,x6,x11; lw x9,0(x12)";
    private static final String SEEN = "1:x7=1 /\\ 1:x9=0";
    private static final String BOTH = "0:x7=1 /\\ 1:x7=1";
    private static final String NEITHER = "0:x7=0 /\\ 1:x7=0";

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("SB", "sometimes sometimes never", NEITHER, sb("nop", "x6", "x8"), sb("nop", "x8", "x6")),
                shape(
                        "SB+fence.rw.rws",
                        "never never never",
                        NEITHER,
                        sb("fence", "x6", "x8"),
                        sb("fence", "x8", "x6")),
                shape(
                        "SB+fence.tsos",
                        "sometimes sometimes never",
                        NEITHER,
                        sb("fence.tso", "x6", "x8"),
                        sb("fence.tso", "x8", "x6")),
                shape(
                        "SB+fence.i",
                        "sometimes sometimes never",
                        NEITHER,
                        sb("fence.i", "x6", "x8"),
                        sb("fence.i", "x8", "x6")),
                shape(
                        "SB+fence.iorw.ior",
                        "never never never",
                        NEITHER,
                        sb("fence iorw,ior", "x6", "x8"),
                        sb("fence iorw,ior", "x8", "x6")),
                shape(
                        "SB+fence.io.ios",
                        "sometimes sometimes never",
                        NEITHER,
                        sb("fence io,io", "x6", "x8"),
                        sb("fence io,io", "x8", "x6")),
                shape(
                        "SB+amos",
                        "sometimes never never",
                        NEITHER,
                        "amoswap.w x0,x5,(x6); lw x7,0(x8)",
                        "amoswap.w x0,x5,(x8); lw x7,0(x6)"),
                shape(
                        "SB+amo.aqs",
                        "never never never",
                        NEITHER,
                        "amoswap.w.aq x0,x5,(x6); lw x7,0(x8)",
                        "amoswap.w.aq x0,x5,(x8); lw x7,0(x6)"),
                shape("MP", "sometimes never never", SEEN, MP.formatted("nop"), "lw x7,0(x8); lw x9,0(x6)"),
                shape(
                        "MP+fence.w.w+po",
                        "sometimes never never",
                        SEEN,
                        MP.formatted("fence w,w"),
                        "lw x7,0(x8); lw x9,0(x6)"),
                shape("MP+fence.w.w+addr", "never never never", SEEN, MP.formatted("fence w,w"), ADDRESS),
                shape("MP+fence.tso+addr", "never never never", SEEN, MP.formatted("fence.tso"), ADDRESS),
                shape(
                        "MP+fence.w.w+ctrl",
                        "sometimes never never",
                        SEEN,
                        MP.formatted("fence w,w"),
                        "lw x7,0(x8); bne x7,x0,LC00; LC00: lw x9,0(x6)"),
                shape(
                        "MP+rl+aq",
                        "never never never",
                        SEEN,
                        "sw x5,0(x6); sw.rl x5,(x8)",
                        "lw.aq x7,(x8); lw x9,0(x6)"),
                shape("LB", "sometimes never never", BOTH, lb("nop", "x6", "x8"), lb("nop", "x8", "x6")),
                shape(
                        "LB+fence.r.ws",
                        "never never never",
                        BOTH,
                        lb("fence r,w", "x6", "x8"),
                        lb("fence r,w", "x8", "x6")),
                shape("LB+datas", "never never never", BOTH, "lw x7,0(x6); sw x7,0(x8)", "lw x7,0(x8); sw x7,0(x6)"),
                shape(
                        "S",
                        "sometimes never never",
                        "x=2 /\\ 1:x7=1",
                        "li x7,2; sw x7,0(x6); sw x5,0(x8)",
                        "lw x7,0(x8); sw x5,0(x6)"),
                shape(
                        "S+fence.w.w+data",
                        "never never never",
                        "x=2 /\\ 1:x7=1",
                        "li x7,2; sw x7,0(x6); fence w,w; sw x5,0(x8)",
                        "lw x7,0(x8); sw x7,0(x6)"),
                shape(
                        "R",
                        "sometimes sometimes never",
                        "y=2 /\\ 1:x7=0",
                        "sw x5,0(x6); sw x5,0(x8)",
                        "li x9,2; sw x9,0(x8); lw x7,0(x6)"),
                shape(
                        "R+fences",
                        "never never never",
                        "y=2 /\\ 1:x7=0",
                        "sw x5,0(x6); fence w,w; sw x5,0(x8)",
                        "li x9,2; sw x9,0(x8); fence w,r; lw x7,0(x6)"),
                shape(
                        "2+2W",
                        "sometimes never never",
                        "x=2 /\\ y=2",
                        "li x7,2; sw x7,0(x6); sw x5,0(x8)",
                        "li x7,2; sw x7,0(x8); sw x5,0(x6)"),
                shape(
                        "WRC",
                        "sometimes never never",
                        "1:x7=1 /\\ 2:x7=1 /\\ 2:x9=0",
                        "sw x5,0(x6)",
                        "lw x7,0(x6); sw x7,0(x8)",
                        "lw x7,0(x8); lw x9,0(x6)"),
                shape(
                        "WRC+data+addr",
                        "never never never",
                        "1:x7=1 /\\ 2:x7=1 /\\ 2:x9=0",
                        "sw x5,0(x6)",
                        "lw x7,0(x6); sw x7,0(x8)",
                        ADDRESS),
                shape(
                        "IRIW",
                        "sometimes never never",
                        iriw(),
                        "sw x5,0(x6)",
                        "sw x5,0(x8)",
                        "lw x7,0(x6); lw x9,0(x8)",
                        "lw x7,0(x8); lw x9,0(x6)"),
                shape(
                        "IRIW+fence.r.rs",
                        "never never never",
                        iriw(),
                        "sw x5,0(x6)",
                        "sw x5,0(x8)",
                        "lw x7,0(x6); fence r,r; lw x9,0(x8)",
                        "lw x7,0(x8); fence r,r; lw x9,0(x6)"),
                shape("CoRR", "never never never", SEEN, "sw x5,0(x6)", "lw x7,0(x6); lw x9,0(x6)"),
                shape("CoWW", "never never never", "x=1", "sw x5,0(x6); li x7,2; sw x7,0(x6)"),
                shape("CoWR", "never never never", "0:x7=0", "sw x5,0(x6); lw x7,0(x6)"),
                shape("CoRW", "never never never", "0:x7=1", "lw x7,0(x6); sw x5,0(x6)"),
                shape(
                        "store forwarding",
                        "sometimes sometimes never",
                        "0:x7=1 /\\ 0:x9=0 /\\ 1:x7=1 /\\ 1:x9=0",
                        "sw x5,0(x6); lw x7,0(x6); fence r,r; lw x9,0(x8)",
                        "sw x5,0(x8); lw x7,0(x8); fence r,r; lw x9,0(x6)"),
                shape(
                        "PPOCA",
                        "sometimes never never",
                        "1:x7=1 /\\ 1:x9=1 /\\ 1:x11=0",
                        MP.formatted("fence w,w"),
                        "lw x7,0(x8); beq x7,x0,END; sw x5,0(x10); lw x9,0(x10); xor x12,x9,x9; add x13,x6,x12;"
                                + " lw x11,0(x13); END:"),
                shape(
                        "RSW",
                        "sometimes never never",
                        "1:x7=1 /\\ 1:x9=0 /\\ 1:x11=0 /\\ 1:x13=0",
                        MP.formatted("fence w,w"),
                        "lw x7,0(x8); xor x15,x7,x7; add x16,x10,x15; lw x9,0(x16); lw x11,0(x10); xor x17,x11,x11;"
                                + " add x18,x6,x17; lw x13,0(x18)"));
    }

    private static String iriw() {
        return "2:x7=1 /\\ 2:x9=0 /\\ 3:x7=1 /\\ 3:x9=0";
    }

    private static String sb(String between, String store, String load) {
        return "sw x5,0(%s); %s; lw x7,0(%s)".formatted(store, between, load);
    }

    private static String lb(String between, String load, String store) {
        return "lw x7,0(%s); %s; sw x5,0(%s)".formatted(load, between, store);
    }

    private static Arguments shape(String name, String verdicts, String condition, String... threads) {
        return Arguments.of(name, verdicts, Tests.of(condition, threads));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("shapes")
    void rvwmoTsoAndScAllow(String name, String verdicts, LitmusTest test) {
        StringBuilder found = new StringBuilder();
        for (Model model : Model.values()) {
            found.append(Tests.verdict(test, model) == Verdict.NEVER ? "never " : "sometimes ");
        }
        assertEquals(verdicts, found.toString().strip(), name);
    }
}

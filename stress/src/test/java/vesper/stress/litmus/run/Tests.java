package vesper.stress.litmus.run;

import java.util.Set;
import java.util.stream.Collectors;
import vesper.stress.litmus.test.FinalState;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;

/** The classic shapes, and what the tests of this package share. */
final class Tests {
    static final String SB = """
            RISCV SB
            { 0:x5=1; 0:x6=x; 0:x8=y; 1:x5=1; 1:x6=y; 1:x8=x; }
             P0          | P1          ;
             sw x5,0(x6) | sw x5,0(x6) ;
             lw x7,0(x8) | lw x7,0(x8) ;
            exists (0:x7=0 /\\ 1:x7=0)
            """;

    static final String SB_FENCED = """
            RISCV SB+fences
            { 0:x5=1; 0:x6=x; 0:x8=y; 1:x5=1; 1:x6=y; 1:x8=x; }
             P0          | P1          ;
             sw x5,0(x6) | sw x5,0(x6) ;
             fence rw,rw | fence rw,rw ;
             lw x7,0(x8) | lw x7,0(x8) ;
            exists (0:x7=0 /\\ 1:x7=0)
            """;

    static final String MP_FENCED = """
            RISCV MP+fences
            { 0:x5=1; 0:x6=x; 0:x8=y; 1:x6=y; 1:x8=x; }
             P0          | P1          ;
             sw x5,0(x6) | lw x5,0(x6) ;
             fence w,w   | fence r,r   ;
             sw x5,0(x8) | lw x7,0(x8) ;
            exists (1:x5=1 /\\ 1:x7=0)
            """;

    private Tests() {}

    static LitmusTest parse(String text) {
        try {
            return LitmusParser.parse("test", text);
        } catch (LitmusSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Histogram run(LitmusMachine machine, String text, long iterations) {
        try {
            return machine.run(parse(text), iterations, 1);
        } catch (RunFailure e) {
            throw new AssertionError(e);
        }
    }

    static Set<String> states(Histogram histogram) {
        return histogram.counts().keySet().stream().map(FinalState::toString).collect(Collectors.toSet());
    }
}

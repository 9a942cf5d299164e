package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.stress.litmus.test.LitmusTest;

/** Each rule forbids something that all the others together allow. */
class PreservedProgramOrderTest {
    /** Hart 0 of MP: x is written before y, for all to see. */
    private static final String WRITER = "sw x5,0(x6); fence w,w; sw x5,0(x8)";

    private static final Rules ALL = Rules.of(Model.RVWMO, ZalasrReading.RCSC);

    static Stream<Arguments> needed() {
        return Stream.of(
                // The store that comes last in the program must be the last in memory.
                needed(Rule.OVERLAPPING_STORE, "x=1", "sw x5,0(x6); li x7,2; sw x7,0(x6)"),
                // CoRR: the second load must not return what is older.
                needed(Rule.DIFFERENT_WRITES, "1:x7=1 /\\ 1:x9=0", "sw x5,0(x6)", "lw x7,0(x6); lw x9,0(x6)"),
                // SB: a load may not return an SC's value before the SC is performed.
                needed(
                        Rule.FROM_ATOMIC,
                        "0:x12=0 /\\ 0:x7=1 /\\ 0:x9=0 /\\ 1:x7=0",
                        "lr.d x11,(x6); sc.d x12,x5,(x6); ld x7,0(x6); xor x13,x7,x7; add x14,x8,x13; ld x9,0(x14)",
                        "sd x5,0(x8); fence rw,rw; ld x7,0(x6)"),
                needed(Rule.FENCE, "0:x7=0 /\\ 1:x7=0", sb("fence w,r", "x8", "x6"), sb("fence w,r", "x6", "x8")),
                needed(Rule.ACQUIRE, "1:x7=1 /\\ 1:x9=0", WRITER, "lr.w.aq x7,(x8); lw x9,0(x6)"),
                needed(
                        Rule.RELEASE,
                        "1:x7=1 /\\ 1:x9=0",
                        "sw x5,0(x6); amoswap.w.rl x0,x5,(x8)",
                        "lw x7,0(x8); fence r,r; lw x9,0(x6)"),
                // SB of a store-release and a load-acquire.
                needed(Rule.RCSC, "0:x7=0 /\\ 1:x7=0", "sw.rl x5,(x6); lw.aq x7,(x8)", "sw.rl x5,(x8); lw.aq x7,(x6)"),
                // LB: the fence orders the loads, and the pair carries that on to the store.
                needed(
                        Rule.PAIRED,
                        "0:x7=1 /\\ 0:x12=0 /\\ 1:x7=1",
                        "ld x7,0(x8); fence r,r; lr.d x11,(x10); sc.d x12,x5,(x6)",
                        "ld x7,0(x6); fence rw,rw; sd x5,0(x8)"),
                needed(
                        Rule.ADDRESS,
                        "1:x7=1 /\\ 1:x9=0",
                        WRITER,
                        "lw x7,0(x8); xor x11,x7,x7; add x12,x6,x11; lw x9,0(x12)"),
                needed(
                        Rule.DATA,
                        "0:x7=1 /\\ 1:x7=1",
                        "lw x7,0(x6); xor x11,x7,x7; ori x11,x11,1; sw x11,0(x8)",
                        "lw x7,0(x8); fence rw,rw; sw x5,0(x6)"),
                needed(
                        Rule.CONTROL,
                        "0:x7=1 /\\ 1:x7=1",
                        "lw x7,0(x6); bne x7,x0,LC00; LC00: sw x5,0(x8)",
                        "lw x7,0(x8); fence rw,rw; sw x5,0(x6)"),
                // The load takes the value out of the store buffer, where it gets only when the first load is done.
                needed(
                        Rule.FORWARDED,
                        "1:x7=1 /\\ 1:x9=0",
                        WRITER,
                        "lw x7,0(x8); sw x7,0(x10); lw x11,0(x10); xor x12,x11,x11; add x13,x6,x12; lw x9,0(x13)"),
                needed(
                        Rule.ADDRESS_THEN_STORE,
                        "0:x7=1 /\\ 1:x7=1",
                        "lw x7,0(x6); xor x11,x7,x7; add x12,x10,x11; lw x13,0(x12); sw x5,0(x8)",
                        "lw x7,0(x8); fence rw,rw; sw x5,0(x6)"));
    }

    private static String sb(String fence, String load, String store) {
        return "sw x5,0(%s); %s; lw x7,0(%s)".formatted(store, fence, load);
    }

    private static Arguments needed(Rule rule, String condition, String... threads) {
        return Arguments.of(rule, Tests.of(condition, threads));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("needed")
    void withoutTheRuleTheForbiddenIsAllowed(Rule rule, LitmusTest test) {
        assertEquals(Verdict.NEVER, Tests.verdict(test, ALL));
        assertEquals(Verdict.SOMETIMES, Tests.verdict(test, ALL.without(rule)));
    }

    @Test
    void thirteenRulesAreShownToBeNeeded() {
        assertEquals(13, needed().map(each -> each.get()[0]).distinct().count());
        assertEquals(13, Model.RVWMO.rules().size());
    }

    @Test
    void beforeRatificationZalasrWasNotOrderedByRule7() {
        LitmusTest test = Tests.of("0:x7=0 /\\ 1:x7=0", "sw.rl x5,(x6); lw.aq x7,(x8)", "sw.rl x5,(x8); lw.aq x7,(x6)");
        assertEquals(Verdict.SOMETIMES, Tests.verdict(test, Rules.of(Model.RVWMO, ZalasrReading.RCPC)));
    }
}

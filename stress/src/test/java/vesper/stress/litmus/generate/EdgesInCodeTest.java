package vesper.stress.litmus.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.stress.litmus.test.Line;
import vesper.stress.litmus.test.LitmusParser;
import vesper.stress.litmus.test.LitmusSyntaxException;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.ThreadCode;

/** Each edge in the code of the thread that has it. */
class EdgesInCodeTest {
    /** The thread of the first edges, with registers numbered in the order in which they occur. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PodWW Rfe PodRR Fre | sw a,0(b); sw a,0(c)",
                "PodRR Fre PodWW Rfe | lw a,0(b); lw c,0(d)",
                "PosRR Fre Rfe | lw a,0(b); lw c,0(b)",
                "Fence.w.wdWW Rfe PodRR Fre | sw a,0(b); fence w,w; sw a,0(c)",
                "Fence.r.rwdRW Rfe PodRW Rfe | lw a,0(b); fence r,rw; sw c,0(d)",
                "Fence.iorw.iorwdWR Fre PodWR Fre | sw a,0(b); fence iorw,iorw; lw c,0(d)",
                "Fence.tsodWR Fre PodWR Fre | sw a,0(b); fence.tso; lw c,0(d)",
                "Fence.idWR Fre PodWR Fre | sw a,0(b); fence.i; lw c,0(d)",
                "Fence.rw.rwsRR Fre Rfe | lw a,0(b); fence rw,rw; lw c,0(b)",
                "DpAddrdR Fre PodWW Rfe | lw a,0(b); xor c,a,a; add d,e,c; lw f,0(d)",
                "DpAddrdW Rfe PodRW Rfe | lw a,0(b); xor c,a,a; add d,e,c; sw f,0(d)",
                "DpAddrsR Fre Rfe | lw a,0(b); xor c,a,a; add d,b,c; lw e,0(d)",
                "DpDatadW Rfe PodRW Rfe | lw a,0(b); xor c,a,a; add d,e,c; sw d,0(f)",
                "DpCtrldW Rfe PodRW Rfe | lw a,0(b); bne a,x0,LC00; LC00:; sw c,0(d)",
                "DpCtrlFenceIdR Fre PodWW Rfe | lw a,0(b); bne a,x0,LC00; LC00:; fence.i; lw c,0(d)",
                "Rfi PodRR Fre PodWW Coe | sw a,0(b); lw c,0(b); lw d,0(e)",
                "PodRR Fri Rfe PodRW Rfe | lw a,0(b); lw c,0(d); sw e,0(d)",
                "PodRW Coi Rfe PodRW Rfe | lw a,0(b); sw c,0(d); sw e,0(d)",
                "Amo PodWR Fre PodWW Rfe | amoswap.w a,b,(c); lw d,0(e)",
                "AmoAqP PodWR Fre PodWW Rfe | amoswap.w.aq a,b,(c); lw d,0(e)",
                "AmoAqRl PodWR Fre PodWW Rfe | amoswap.w.aq.rl a,b,(c); lw d,0(e)",
                "LxSx PodWR Fre PodWW Rfe | lr.w a,0(b); sc.w c,d,0(b); lw e,0(f)",
                "LxSxAqRl PodWR Fre PodWW Rfe | lr.w.aq a,0(b); sc.w.rl c,d,0(b); lw e,0(f)",
                "DpAddrdR LxSx Rfe PodRW Rfe | lw a,0(b); xor c,a,a; add d,e,c; lr.w f,0(d); sc.w g,h,0(d)"
            })
    void anEdgeIsInTheCode(String cycle, String code) throws LitmusSyntaxException {
        assertEquals(code, firstThread(cycle));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PodWWPRl Rfe PodRR Fre | sw a,0(b); sw.rl a,0(c)",
                "PodWWPAR Rfe PodRR Fre | sw a,0(b); sw.aqrl a,0(c)",
                "PodRRAqP Fre PodWW Rfe | lw.aq a,0(b); lw c,0(d)",
                "PodRRARP Fre PodWW Rfe | lw.aqrl a,0(b); lw c,0(d)",
                "PodWWXX Rfe PodRR Fre | lr.w a,0(b); sc.w c,d,0(b); lr.w e,0(f); sc.w g,d,0(f)",
                "PodRRXAqRlP Fre PodWW Rfe | lr.w.aq a,0(b); sc.w.rl c,a,0(b); lw d,0(e)",
                "PodRRXPARP Fre PodWW Rfe | lr.w a,0(b); sc.w.aq.rl c,a,0(b); lw d,0(e)",
                "PodWWPAmo Rfe PodRR Fre | sw a,0(b); amoswap.w c,a,(d)",
                "PodWWPAmo.Rl Rfe PodRR Fre | sw a,0(b); amoswap.w.rl c,a,(d)",
                "PodRRAmo.AqP Fre PodWW Rfe | amoor.w.aq a,x0,(b); lw c,0(d)",
                "PodRRAmo.ARP Fre PodWW Rfe | amoor.w.aq.rl a,x0,(b); lw c,0(d)",
                "PodWWh2b3 Rfeb3d0 PodRRd0w0 Frew0h2 | sh a,2(b); sb c,3(d)",
                "PodRRd0w4 Frew4d0 PodWW Rfew0d0 | ld a,0(b); lw c,4(d)",
                "PodRRAqw4P Fre PodWW Rfew4w4 | addi a,b,4; lw.aq c,0(a); lw d,0(e)",
                "PodWWXw4w0 Rfe PodRR Frew4w4 | addi a,b,4; lr.w c,0(a); sc.w d,e,0(a); sw f,0(g)",
                "PodWWXd0w0 Rfe PodRR Fred0d0 | lr.d a,0(b); sc.d c,d,0(b); sw e,0(f)",
                "PodWWAmod0w0 Rfe PodRR Fred0d0 | amoswap.d a,b,(c); sw d,0(e)",
                "DpAddrdRPh2 Freh2w0 PodWW Rfe | lw a,0(b); xor c,a,a; add d,e,c; lh f,2(d)"
            })
    void anAnnotationIsInTheCode(String cycle, String code) throws LitmusSyntaxException {
        assertEquals(code, firstThread(cycle));
    }

    private static String firstThread(String cycle) throws LitmusSyntaxException {
        ThreadCode thread = parsed(cycle).threads().getFirst();
        String code = thread.lines().stream()
                .flatMap(line -> Stream.concat(line.labels().stream().map(label -> label + ":"), text(line)))
                .collect(Collectors.joining("; "));
        return lettered(code);
    }

    private static Stream<String> text(Line line) {
        return Stream.of(line.text()).filter(text -> !text.isEmpty());
    }

    /** a for the first register that occurs, b for the next. */
    private static String lettered(String code) {
        Map<String, String> letters = new HashMap<>(Map.of("x0", "x0"));
        return Pattern.compile("x\\d+")
                .matcher(code)
                .replaceAll(match -> letters.computeIfAbsent(
                        match.group(), register -> Character.toString('a' + letters.size() - 1)));
    }

    private static LitmusTest parsed(String cycle) throws LitmusSyntaxException {
        GeneratedTest test = Cycle.parse(cycle).test();
        return LitmusParser.parse(test.name(), test.text());
    }

    @Test
    void theConditionIsTheCycle() throws LitmusSyntaxException {
        assertEquals("exists (1:x6=1 /\\ 1:x10=0)", condition("PodWW Rfe DpAddrdR Fre"));
        assertEquals("exists ([x]=2 /\\ 1:x6=1)", condition("PodWW Rfe PodRW Coe"));
        assertEquals("exists ([x]=2 /\\ [y]=2)", condition("PodWW Coe PodWW Coe"));
        assertEquals("exists ([y]=1 /\\ 0:x9=0 /\\ 0:x8=0 /\\ 1:x6=1 /\\ 1:x8=0)", condition("PodWWPX Rfe PodRR Fre"));
    }

    /** Thread 0 reads y into x8 and x9, and of the first the cycle says nothing. */
    @Test
    void programOrderAloneSaysNothingOfARead() throws LitmusSyntaxException {
        assertEquals("exists (0:x9=0 /\\ 1:x8=0)", condition("PodWR PosRR Fre PodWR Fre"));
    }

    /** Otherwise 1, 2, 3 and 2, 1, 3 would be the same in the end. */
    @Test
    void threeWritesNeedAThreadThatLooksOn() throws LitmusSyntaxException {
        LitmusTest test = parsed("PodWW Coe Coe PodWW Coe");

        assertEquals(4, test.threads().size());
        assertEquals(
                "exists ([x]=2 /\\ [y]=3 /\\ 3:x6=1 /\\ 3:x7=2)",
                test.condition().toString());
    }

    @Test
    void eachByteTellsWhichWriteItCameFrom() throws LitmusSyntaxException {
        String condition = condition("PodWWPh2 Rfeh2w0 PodRW Coew0h2");

        assertEquals("exists ([x]=%d /\\ 1:x6=%d)".formatted(0x0202_0101, 0x0101_0000), condition);
    }

    private static String condition(String cycle) throws LitmusSyntaxException {
        return parsed(cycle).condition().toString();
    }
}

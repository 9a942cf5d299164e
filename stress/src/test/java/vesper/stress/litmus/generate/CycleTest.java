package vesper.stress.litmus.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PodWW Rfe PodRR Fre | MP+pos",
                "Fence.w.wdWW Rfe DpAddrdR Fre | MP+fence.w.w+addr",
                "PodWWPRl RfeRlAq PodRRAqP Fre | MP+poprl+poaqp",
                "Fence.tsodWR Fre Fence.tsodWR Fre | SB+fence.tsos",
                "PodWW Wse PodWR Fre | R+pos",
                "Rfe DpDatadW Rfe DpCtrlFenceIdR Fre | WRC+data+ctrlfencei",
                "Rfe PosRR Fre | CoRR+pos",
                "PosWW Coe | CoWW+pos",
                "PosWW Rfe PosRR Fre | MP+poss",
                "RfeXP DpAddrdR Fre Rfe DpAddrdR Fre | IRIW+addrs+X+P",
                "Rfi DpAddrdR Fre Rfi DpAddrdR Fre | SB+rfi-addrs",
                "PodWWPh2 Rfeh2d0 DpAddrdRd0P Fre | MP+poph2+addrd0p",
                "PodWW Rfe AmoAqRl PodWRRlP Fre | MP+po+amoaqrl-porlp",
                "DpAddrdR PodRW Rfe PodRW Rfe | LB+addrr-po+po",
                "DpAddrdW PodWW Rfe PodRW Rfe | LB+addrw-po+po",
                "PodWW Rfe PodRW Coe Coe PodWW Coe | WW-Rf-RW-Co-W-Co-WW-Co+pos"
            })
    void aCycleHasTheNameThatDiyWouldGive(String cycle, String name) {
        assertEquals(name, Cycle.parse(cycle).name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PodWW Rfe PodRR | PodRR ends in a read: expected an edge from a read behind it, not PodWW, which"
                        + " starts from a write",
                "Foo PodWW | unknown edge 'Foo': expected an edge such as Rfe, Fre, Coe, Rfi, PodWR, PosRR,"
                        + " Fence.rw.wdRW, Fence.tsodWW, DpAddrdR, DpDatadW, DpCtrldW, DpCtrlFenceIdR, Amo or LxSx",
                "PodWW Rfe PosRR Fre | PodWW goes to another location and nothing comes back: expected two edges with d"
                        + " or more, or none",
                "PosWW Coi | nothing leaves the thread: expected an external edge such as Rfe, Fre or Coe",
                "Rfe Fre | communication alone is no cycle in any execution: expected a po, fence or dependency edge"
                        + " too",
                "Coe Amo | Coe ends in a write: expected an edge from a write behind it, not Amo, which starts from a"
                        + " read",
                "'' | no edges: expected a cycle such as PodWW Rfe PodRR Fre",
                "DpDatadR Fre | 'DpDatadR': expected a write behind a data dependency",
                "Fence.rw.dWR Fre | 'Fence.rw.dWR': expected letters of iorw, in this order, on both sides of a fence",
                "PodWWAq Rfe | 'PodWWAq': expected two annotations behind PodWW, each P, Aq, Rl, AR, X, Amo or the"
                        + " like, or bytes such as h2, not 'Aq'",
                "PodWWPw2 Rfe | 'PodWWPw2': w2: expected an aligned offset, inside 8 bytes",
                "PodWWPAq Rfe PodRR Fre | between PodWWPAq and Rfe: no store has Aq",
                "PodWW Rfe PodRRRlP Fre | between Rfe and PodRRRlP: no load has Rl",
                "PodWWPX RfePP PodRR Fre | PodWWPX ends in X, and RfePP behind it starts from P: expected the same of"
                        + " one access",
                "PodWWPXh0 Rfe PodRR Fre | between PodWWPXh0 and Rfe: X is for words and doublewords, not for h0",
                "PodWW Rfeh0h2 PodRR Fre | Rfe: h0 and h2 have no byte in common",
                "PodWWPX Rfe AmoXP PodWR Fre | AmoXP is atomic itself: expected P, Aq, Rl or AR beside it",
                "PodWW Rfe Amow0d0 PodWR Fre | Amow0d0 from w0 to d0: expected one and the same word or doubleword"
            })
    void whatIsNoCycleIsRefusedInOneLine(String cycle, String message) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> Cycle.parse(cycle));

        assertEquals(message, refused.getMessage());
    }

    @Test
    void aThreadThatNeedsTooManyRegistersIsRefused() {
        Cycle cycle = Cycle.parse("PosRW " + "Rfi DpDatasW ".repeat(12) + "Rfe");

        Exception refused = assertThrows(IllegalArgumentException.class, cycle::test);

        assertEquals("thread 0 needs more than 27 registers", refused.getMessage());
    }

    @Test
    void threadsAreCountedFromTheFirstEdge() {
        assertEquals("PodWW Rfe PodRR Fre", Cycle.parse("Fre PodWW Rfe PodRR").toString());
        assertEquals("PodRR Fre PodWW Rfe", Cycle.parse("PodRR Fre PodWW Rfe").toString());
        assertEquals(
                "PodRR Fre Rfi PodRW Rfe",
                Cycle.parse("PodRW Rfe PodRR Fre Rfi").toString());
    }

    @Test
    void oneSideOfAnAccessMaySpeakForBoth() {
        assertEquals(
                Cycle.parse("PodWWPRl RfeRlAq PodRRAqP Fre").toString(),
                Cycle.parse("PodWWPRl Rfe PodRRAqP Fre").toString());
        assertEquals(
                Cycle.parse("PodWW Rfew0Xd0 PodRRXd0P Fre").toString(),
                Cycle.parse("PodWW RfePd0 PodRRXP Fre").toString());
    }

    @Test
    void rotatedCyclesAreTheSameTest() {
        assertEquals(
                Cycle.parse("PodWR Fre Fence.rw.rwdWR Fre").canonical(),
                Cycle.parse("Fence.rw.rwdWR Fre PodWR Fre").canonical());
        assertNotEquals(
                Cycle.parse("PodWR Fre Fence.rw.rwdWR Fre").canonical(),
                Cycle.parse("PodWR Fre PodWR Fre").canonical());
    }
}

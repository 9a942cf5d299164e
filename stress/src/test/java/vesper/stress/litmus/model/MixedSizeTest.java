package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Accesses of different widths to the same bytes: the axioms read on bytes. */
class MixedSizeTest {
    private static final String WRITER = "li x7,0x01010101; sw x7,0(x6)";

    @Test
    void aWordIsWrittenAtOnceForTheHalvesOfOneLoad() {
        assertVerdict(Verdict.NEVER, "1:x7=257", WRITER, "lw x7,0(x6)");
    }

    @Test
    void twoLoadsOfHalvesMaySeeTheSecondHalfFirst() {
        assertVerdict(Verdict.SOMETIMES, "1:x7=257 /\\ 1:x9=0", WRITER, "lhu x7,0(x6); lhu x9,2(x6)");
        assertVerdict(Verdict.NEVER, "1:x7=257 /\\ 1:x9=0", WRITER, "lhu x7,0(x6); fence r,r; lhu x9,2(x6)");
    }

    @Test
    void aByteIsTakenOutOfTheStoreBufferWhileTheOthersComeFromMemory() {
        String init = "uint32_t x=0; uint32_t y=0; 0:x5=1; 0:x6=x; 0:x8=y; 1:x5=1; 1:x6=x; 1:x8=y; ";
        String condition = "0:x7=1 /\\ 0:x9=0 /\\ 1:x7=1 /\\ 1:x9=0";
        String forwards = "sb x5,0(x%d); lw x7,0(x%d); fence r,r; lw x9,0(x%d)";
        assertEquals(
                Verdict.SOMETIMES,
                Tests.verdict(
                        Tests.withInit(init, condition, forwards.formatted(6, 6, 8), forwards.formatted(8, 8, 6)),
                        Model.RVWMO));
    }

    @Test
    void coherenceHoldsBetweenAWordAndTheDoublewordAroundIt() {
        assertVerdict(Verdict.NEVER, "1:x7=4294967296 /\\ 1:x9=0", "sw x5,4(x6)", "ld x7,0(x6); lw x9,4(x6)");
    }

    /** Rule 1 orders by overlap, not by equal addresses: the wide store comes after the narrow load. */
    @Test
    void aWideStoreFollowsANarrowLoadOfItsUpperHalf() {
        assertVerdict(Verdict.NEVER, "0:x7=1", "lw x7,4(x6); slli x9,x5,32; sd x9,0(x6)");
    }

    /** The three tests of the manual's section "Mixed-size RSW", which its axioms permit. */
    @Test
    void theKnownDiscrepancyIsPermittedAsTheAxiomaticModelsDo() {
        String first = "lw x7,0(x6); fence rw,rw; sw x5,0(x8)";
        String last = "xor x11,x9,x9; add x12,x6,x11; sw x5,0(x12)";
        assertVerdict(
                Verdict.SOMETIMES,
                "0:x7=1 /\\ 1:x13=1 /\\ 1:x14=0 /\\ 1:x7=1 /\\ 1:x9=0",
                first,
                "lw x13,0(x8); amoswap.w.rl x14,x5,(x10); ld x7,0(x10); lw x9,4(x10);" + last);
        assertVerdict(Verdict.SOMETIMES, "0:x7=1 /\\ 1:x7=1 /\\ 1:x9=0", first, "ld x7,0(x8); lw x9,4(x8); " + last);
        assertVerdict(
                Verdict.SOMETIMES,
                "0:x7=1 /\\ 1:x7=4294967297 /\\ 1:x9=1",
                first,
                "sw x5,4(x8); ld x7,0(x8); lw x9,4(x8); " + last);
    }

    /** A misaligned access "may be decomposed into a set of component memory operations of any granularity". */
    @Test
    void aMisalignedStoreMayBeSeenInPart() {
        assertVerdict(Verdict.SOMETIMES, "1:x7=257", "li x7,0x01010101; sw x7,1(x6)", "lhu x7,1(x6)");
        assertVerdict(
                Verdict.SOMETIMES,
                "1:x7=65536",
                "li x7,0x01010101; sw x7,1(x6)",
                "lw x7,0(x6); li x9,0x10000; and x7,x7,x9");
    }

    @Test
    void aMisalignedLoadIsOneInstructionInProgramOrder() {
        assertVerdict(
                Verdict.NEVER,
                "1:x7=1 /\\ 1:x9=0",
                "sw x5,0(x8); fence w,w; sw x5,1(x6)",
                "lw.aq x9,(x8); lw x7,1(x6); fence r,r; lw x9,0(x8)");
    }

    private static void assertVerdict(Verdict expected, String condition, String... threads) {
        assertEquals(expected, Tests.verdict(Tests.of(condition, threads), Model.RVWMO), condition);
    }
}

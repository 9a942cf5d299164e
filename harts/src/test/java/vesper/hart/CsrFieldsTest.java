package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.*;
import static vesper.isa.Register.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Satp;

/** What CSRs hold after a write of anything: WARL fields and views of one register in another. */
class CsrFieldsTest {
    private final Guest guest = new Guest();

    private long afterWriting(int csr, long value) {
        guest.run(a -> {
            a.li(S2, value);
            a.csrw(csr, S2);
            a.csrr(S3, csr);
        });
        return guest.x(S3);
    }

    @ParameterizedTest
    @CsvSource({
        "0x300, 0x8000000a007e79aa", // mstatus: TSR to SIE, MPP, FS (SD shows it dirty), SXL and UXL fixed
        "0x302, 0xb3ff", // medeleg: not ecall from M, nothing reserved
        "0x303, 0x222", // mideleg: what supervisor mode knows
        "0x304, 0xaaa", // mie
        "0x306, 0xffffffff", // mcounteren
        "0x320, 5", // mcountinhibit: CY and IR
        "0x341, 0xfffffffffffffffe", // mepc: bit 0 is 0
        "0x141, 0xfffffffffffffffe", // sepc
        "0x3b0, 0x3fffffffffffff", // pmpaddr0: 54 bits
        "0x340, 0xffffffffffffffff", // mscratch
        "0x342, 0xffffffffffffffff", // mcause
        "0xb03, 0", // mhpmcounter3
        "0x323, 0", // mhpmevent3
        "0x30a, 0xa000000000000001" // menvcfg: STCE, ADUE, FIOM
    })
    void onesAreKeptWhereTheyAreLegal(String csr, String expected) {
        long value = Long.parseUnsignedLong(expected.replaceFirst("^0x", ""), expected.startsWith("0x") ? 16 : 10);
        assertEquals(Long.toHexString(value), Long.toHexString(afterWriting(Integer.decode(csr), -1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {MTVEC, STVEC})
    void aReservedTrapVectorModeKeepsTheOldVector(int csr) {
        guest.run(a -> {
            a.li(S2, 0x8000_1001L);
            a.csrw(csr, S2);
            a.li(S2, 0x8000_2002L);
            a.csrw(csr, S2);
            a.csrr(S3, csr);
            a.la(S2, "handler");
            a.csrw(csr, S2);
        });
        assertEquals(0x8000_1001L, guest.x(S3));
    }

    @Test
    void misaSaysRv64ImafdcsuAndKeepsItsValue() {
        assertEquals(0x8000_0000_0014_112dL, afterWriting(MISA, 0));
    }

    @Test
    void mppKeepsItsValueWhenHypervisorModeIsWritten() {
        guest.run(a -> {
            Prelude.set(a, MSTATUS, 3L << 11);
            a.li(S2, 2L << 11);
            a.csrw(MSTATUS, S2);
            a.csrr(S3, MSTATUS);
        });
        assertEquals(Mstatus.MPP, guest.x(S3) & Mstatus.MPP);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 10, 15})
    void anUnknownTranslationModeLeavesAllOfSatpAsItWas(long mode) {
        guest.run(a -> {
            Prelude.write(a, SATP, 0x1234);
            Prelude.write(a, SATP, mode << 60 | 0x4321);
            a.csrr(S3, SATP);
        });
        assertEquals(0x1234, guest.x(S3));
    }

    @ParameterizedTest
    @ValueSource(longs = {Satp.MODE_SV39, Satp.MODE_SV48})
    void knownTranslationModesKeepAsidAndRoot(long mode) {
        long satp = mode << 60 | 0xabcdL << 44 | 0x8_0200L;
        assertEquals(satp, afterWriting(SATP, satp));
    }

    @Test
    void sstatusShowsAndWritesItsFieldsOnly() {
        guest.run(a -> {
            Prelude.set(a, MSTATUS, Mstatus.TVM | Mstatus.TW);
            a.li(S2, -1);
            a.csrw(SSTATUS, S2);
            a.csrr(S3, SSTATUS);
            a.csrw(SSTATUS, ZERO);
            a.csrr(S4, MSTATUS);
        });
        long fields = Mstatus.SIE | Mstatus.SPIE | Mstatus.SPP | Mstatus.FS | Mstatus.SUM | Mstatus.MXR;
        assertEquals(fields | 2L << 32 | Mstatus.SD, guest.x(S3));
        assertEquals(Mstatus.TVM | Mstatus.TW | Mstatus.XLEN_FIELDS, guest.x(S4));
    }

    @Test
    void sdFollowsFs() {
        guest.run(a -> {
            Prelude.set(a, MSTATUS, 2L << 13);
            a.csrr(S2, MSTATUS);
            a.csrwi(FFLAGS, 0);
            a.csrr(S3, MSTATUS);
        });
        assertEquals(0, guest.x(S2) & Mstatus.SD);
        assertEquals(Mstatus.SD | Mstatus.FS, guest.x(S3) & (Mstatus.SD | Mstatus.FS));
    }

    @Test
    void fcsrIsFrmAndFflagsSideBySide() {
        guest.run(a -> {
            Prelude.set(a, MSTATUS, Mstatus.FS);
            a.li(S2, 0xfff);
            a.csrw(FCSR, S2);
            a.csrr(S3, FCSR);
            a.csrwi(FRM, 2);
            a.csrwi(FFLAGS, 9);
            a.csrr(S4, FCSR);
        });
        assertEquals(0xff, guest.x(S3));
        assertEquals(2 << 5 | 9, guest.x(S4));
    }

    @Test
    void sieAndSipShowDelegatedInterruptsOnly() {
        guest.run(a -> {
            Prelude.write(a, MIE, 0xaaa);
            Prelude.write(a, MIP, 0x222);
            Prelude.write(a, MIDELEG, 0x200);
            a.csrr(S2, SIE);
            a.csrr(S3, SIP);
            a.csrwi(SIE, 2);
            a.csrr(S4, MIE);
        });
        assertEquals(0x200, guest.x(S2));
        assertEquals(0x200, guest.x(S3));
        assertEquals(0x8aa, guest.x(S4));
    }

    @Test
    void ofSipOnlySsipIsWritable() {
        guest.run(a -> {
            Prelude.write(a, MIDELEG, 0x222);
            Prelude.write(a, SIP, -1);
            a.csrr(S2, MIP);
        });
        assertEquals(Interrupt.SSIP.mask(), guest.x(S2));
    }

    @Test
    void machineLinesCannotBeWrittenInMip() {
        guest.run(a -> {
            Prelude.write(a, MIP, -1);
            a.csrr(S2, MIP);
        });
        assertEquals(0x222, guest.x(S2));
    }

    /** Section 3.1.9: a read-modify-write of mip starts from the software bit of SEIP alone. */
    @Test
    void settingAnotherBitOfMipDoesNotLatchTheExternalLine() {
        Hart hart = guest.hart(0);
        hart.line(Interrupt.SEIP).set(true);
        guest.run(a -> a.csrrsi(S2, MIP, 2));
        assertEquals(Interrupt.SEIP.mask(), guest.x(S2));
        hart.line(Interrupt.SEIP).set(false);
        hart.mailbox().drain();
        assertEquals(Interrupt.SSIP.mask(), hart.state().csrs.mip());
    }

    @Test
    void seipIsTheLineOrTheSoftwareBit() {
        guest.program(a -> {
            a.csrr(S2, MIP);
            Prelude.write(a, MIP, 0x200);
            a.csrr(S3, MIP);
            a.csrw(MIP, ZERO);
            a.csrr(S4, MIP);
        });
        guest.hart(0).line(Interrupt.SEIP).set(true);
        guest.run();
        assertEquals(0x200, guest.x(S2));
        assertEquals(0x200, guest.x(S3));
        assertEquals(0x200, guest.x(S4));
    }

    @Test
    void mhartidNumbersTheHarts() {
        Guest four = new Guest(4).finishingHarts(4);
        four.run(a -> {
            a.csrr(S2, MHARTID);
            a.sub(S3, S2, A0);
        });
        for (int h = 0; h < 4; h++) {
            assertEquals(h, four.hart(h).x(S2.number()));
            assertEquals(0, four.hart(h).x(S3.number()));
        }
    }
}

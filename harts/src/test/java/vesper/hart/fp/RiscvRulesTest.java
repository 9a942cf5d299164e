package vesper.hart.fp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.hart.fp.FpStatus.DZ;
import static vesper.hart.fp.FpStatus.NV;
import static vesper.hart.fp.FpStatus.NX;
import static vesper.hart.fp.FpStatus.OF;
import static vesper.hart.fp.FpStatus.UF;
import static vesper.hart.fp.Rounder.RDN;
import static vesper.hart.fp.Rounder.RMM;
import static vesper.hart.fp.Rounder.RNE;
import static vesper.hart.fp.Rounder.RTZ;
import static vesper.hart.fp.Rounder.RUP;

import org.junit.jupiter.api.Test;

/** What the manual leaves no choice about where IEEE 754 does, by example. */
class RiscvRulesTest {
    private static final long NAN = 0x7ff8_0000_0000_0000L;
    private static final long SIGNALLING = 0x7ff0_0000_0000_0001L;
    private static final long INFINITY = bits(Double.POSITIVE_INFINITY);
    private static final long MAX = bits(Double.MAX_VALUE);
    private static final long MIN_NORMAL = bits(Double.MIN_NORMAL);
    private static final long MINUS_ZERO = bits(-0.0);

    private final FpStatus status = new FpStatus();

    @Test
    void tinyValueThatRoundsToTheSmallestNormalDoesNotUnderflow() {
        expect(MIN_NORMAL, NX, Float64.mul(status, bits(0x1.0000000000001p-1022), bits(0x1.ffffffffffffep-1), RNE));
    }

    @Test
    void valueThatIsTinyWithAnUnboundedExponentUnderflowsEvenIfTheResultIsNormal() {
        expect(MIN_NORMAL, UF | NX, Float64.mul(status, MIN_NORMAL, bits(0x1.fffffffffffffp-1), RNE));
    }

    @Test
    void exactSubnormalRaisesNothing() {
        expect(bits(0x1p-1040), 0, Float64.mul(status, bits(0x1p-1000), bits(0x1p-40), RUP));
    }

    @Test
    void overflowStopsAtTheLargestNumberWhenRoundingAwayFromInfinity() {
        expect(INFINITY, OF | NX, Float64.add(status, MAX, MAX, RNE));
        expect(MAX, OF | NX, Float64.add(status, MAX, MAX, RTZ));
        expect(MAX, OF | NX, Float64.add(status, MAX, MAX, RDN));
        expect(INFINITY, OF | NX, Float64.add(status, MAX, MAX, RUP));
        expect(INFINITY, OF | NX, Float64.add(status, MAX, MAX, RMM));
    }

    @Test
    void exactlyZeroSumIsNegativeOnlyWhenRoundingDown() {
        expect(0, 0, Float64.sub(status, bits(1.5), bits(1.5), RNE));
        expect(MINUS_ZERO, 0, Float64.sub(status, bits(1.5), bits(1.5), RDN));
        expect(MINUS_ZERO, 0, Float64.fma(status, bits(2), bits(3), bits(-6), RDN));
    }

    @Test
    void infinityTimesZeroIsInvalidEvenWithAQuietNanAddend() {
        expect(NAN, NV, Float64.fma(status, INFINITY, 0, NAN, RNE));
    }

    @Test
    void nanResultsAreCanonicalAndOnlySignallingOperandsAreInvalid() {
        expect(NAN, 0, Float64.add(status, 0xfff8_0000_0000_1234L, bits(1), RNE));
        expect(NAN, NV, Float64.add(status, SIGNALLING, bits(1), RNE));
    }

    @Test
    void finiteNumberOverZeroDividesByZeroButZeroOverZeroIsInvalid() {
        expect(INFINITY, DZ, Float64.div(status, bits(-1), MINUS_ZERO, RNE));
        expect(NAN, NV, Float64.div(status, 0, 0, RNE));
    }

    @Test
    void rootOfMinusZeroIsMinusZeroAndOfLessIsInvalid() {
        expect(MINUS_ZERO, 0, Float64.sqrt(status, MINUS_ZERO, RUP));
        expect(NAN, NV, Float64.sqrt(status, bits(-4), RNE));
    }

    @Test
    void minimumPrefersNumbersToNansAndTellsZerosApart() {
        expect(bits(7), 0, Float64.min(status, NAN, bits(7)));
        expect(bits(7), NV, Float64.min(status, bits(7), SIGNALLING));
        expect(MINUS_ZERO, 0, Float64.min(status, 0, MINUS_ZERO));
        expect(0, 0, Float64.max(status, MINUS_ZERO, 0));
    }

    @Test
    void equalityIsQuietAndOrderSignals() {
        expect(0, 0, Float64.eq(status, NAN, NAN));
        expect(0, NV, Float64.lt(status, NAN, bits(1)));
        expect(0, NV, Float64.le(status, bits(1), NAN));
        expect(1, 0, Float64.le(status, 0, MINUS_ZERO));
    }

    @Test
    void nanConvertsLikePlusInfinity() {
        expect(Integer.MAX_VALUE, NV, Float64.toInt32(status, NAN, RTZ));
        expect(-1, NV, Float64.toUint32(status, NAN, RTZ));
        expect(Long.MAX_VALUE, NV, Float64.toInt64(status, NAN, RTZ));
        expect(-1, NV, Float64.toUint64(status, NAN, RTZ));
    }

    @Test
    void negativeNumberIsAnInexactUnsignedZeroOnlyIfItRoundsToZero() {
        expect(0, NX, Float64.toUint32(status, bits(-0.75), RTZ));
        expect(0, NV, Float64.toUint32(status, bits(-0.75), RNE));
    }

    @Test
    void unsignedWordIsSignExtended() {
        expect(0xffff_ffff_8000_0000L, 0, Float64.toUint32(status, bits(0x1p31), RNE));
    }

    @Test
    void tiesGoToEvenOrAwayFromZero() {
        expect(2, NX, Float64.toInt64(status, bits(2.5), RNE));
        expect(3, NX, Float64.toInt64(status, bits(2.5), RMM));
        expect(-3, NX, Float64.toInt64(status, bits(-2.5), RMM));
    }

    @Test
    void flagsOnceSetStaySet() {
        status.fflags = DZ;
        Float64.add(status, bits(1), bits(0x1p-60), RNE);
        assertEquals(DZ | NX, status.fflags);
    }

    private void expect(long bits, int flags, long actual) {
        assertEquals(Long.toHexString(bits), Long.toHexString(actual));
        assertEquals(flags, status.fflags);
        status.fflags = 0;
    }

    private static long bits(double x) {
        return Double.doubleToRawLongBits(x);
    }
}

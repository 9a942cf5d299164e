package vesper.stress.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vesper.isa.Program;
import vesper.isa.Register;
import vesper.machine.BadInput;
import vesper.stress.bench.guest.Frame;
import vesper.stress.bench.guest.Group;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.Mode;

/** The guests compute what they are said to compute, in every mode and on several harts. */
class GuestsTest {
    static final List<Guest> ALL = Guests.ALL;

    private static final int ROUNDS = 3;
    private static final int LAPS = 2;

    private static List<Long> checksums(Guest guest, Mode mode, int harts)
            throws RunFailure, BadInput, InterruptedException {
        Program program = guest.sharesCodePage()
                ? Frame.program(guest, mode, harts, ROUNDS, LAPS)
                : Frame.guarded(guest, mode, harts, ROUNDS, LAPS);
        return InMachine.run(program, harts).checksums();
    }

    private static long first(String guest) throws RunFailure, BadInput, InterruptedException {
        return checksums(Guests.of(guest).orElseThrow(), Mode.SV39, 1).getFirst();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void translationChangesNothingButForTheGuestThatChangesTables(Guest guest) throws Exception {
        List<Long> machine = checksums(guest, Mode.M, 2);
        assertEquals(LAPS, machine.size());
        assertEquals(machine, checksums(guest, Mode.SV39_GIGA, 2));
        if (!guest.name().equals("remapping")) {
            assertEquals(machine, checksums(guest, Mode.SV39, 2));
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void fourHartsDoFourTimesTheWorkOfOne(Guest guest) throws Exception {
        long one = checksums(guest, Mode.SV39, 1).getFirst();
        assertEquals(4 * one, checksums(guest, Mode.SV39, 4).getFirst());
    }

    @Test
    void theSieveCountsPrimes() throws Exception {
        long primes = LongStream.range(2, 16384)
                .filter(n -> BigInteger.valueOf(n).isProbablePrime(50))
                .count();
        assertEquals(ROUNDS * primes, first("sieve"));
    }

    @Test
    void quicksortSorts() throws Exception {
        long sum = 0;
        for (long seed = ROUNDS; seed > 0; seed--) {
            long[] values = new long[2048];
            long random = seed;
            for (int i = 0; i < values.length; i++) {
                random = random * 6364136223846793005L + 1442695040888963407L;
                values[i] = random >> 16;
            }
            Arrays.sort(values);
            for (int i = 0; i < values.length; i++) {
                sum += i * values[i];
            }
        }
        assertEquals(sum, first("quicksort"));
    }

    @Test
    void callsGiveFibonacciNumbers() throws Exception {
        assertEquals(ROUNDS * 2584L, first("calls"));
    }

    @Test
    void theBytecodeCountsCollatzSteps() throws Exception {
        long steps = 0;
        for (long start = 2; start <= ROUNDS + 1; start++) {
            for (long n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
                steps++;
            }
        }
        assertEquals(steps, first("bytecode"));
    }

    @Test
    void theMatrixProductIsFused() throws Exception {
        double sum = 0;
        for (int k = 0; k < 32; k++) {
            double left = (31 * 32 + k + 1) / 3.0;
            double right = (32 * 32 + k * 32 + 31 + 1) / 3.0;
            sum = Math.fma(left, right, sum);
        }
        assertEquals(ROUNDS * Double.doubleToRawLongBits(sum), first("matrix-product"));
    }

    @Test
    void theSharedCounterHasAllAdditions() throws Exception {
        for (String guest : List.of("amoadd", "lock-amoswap", "lock-store")) {
            assertEquals(
                    List.of(4L * ROUNDS, 8L * ROUNDS),
                    checksums(Guests.of(guest).orElseThrow(), Mode.M, 4),
                    guest);
        }
    }

    /** The n-th of so many rounds has 1, 2, ... left; what it adds to its own word is told, and the counter. */
    @Test
    void comparingAndSwappingLosesNothing() throws Exception {
        List<Long> two = checksums(Guests.of("compare-and-swap").orElseThrow(), Mode.M, 2);
        // a hart's words hold 3, 2 and 1, and twice that in the second lap
        assertEquals(List.of(2L * (6 + ROUNDS), 2L * (12 + 2 * ROUNDS)), two);
    }

    @Test
    void misalignedWordsKeepWhatIsStored() throws Exception {
        for (String guest : List.of("misaligned", "misaligned-lines", "misaligned-pages")) {
            // 3, 2, 1 are added to 16 words each, which were 0, 3, 5 before; and 6, 9, 11 in the second lap
            assertEquals(
                    List.of(16L * (3 + 5), 16L * (6 + 9 + 11)),
                    checksums(Guests.of(guest).orElseThrow(), Mode.SV39, 1),
                    guest);
        }
    }

    @Test
    void aChangedPageTableIsSeen() throws Exception {
        // 5, 3, 5: the two pages in turn
        assertEquals(13, first("remapping"));
    }

    @Test
    void hartsThatAreNotNeededRest() throws Exception {
        Guest guest = Guests.of("ecall").orElseThrow();
        GuestRun run = InMachine.run(Frame.program(guest, Mode.SV39, 2, ROUNDS, LAPS), 4);
        assertEquals(2L * ROUNDS, run.laps().getFirst().checksum());
        assertTrue(run.retired() > 0);
    }

    @Test
    void aTrapThatNobodyExpectsEndsTheRun() {
        Guest broken = new Guest("broken", Group.TRAP, "loads from nowhere", 1, (a, mode, harts) -> {
            a.label("fill");
            a.label("lap");
            a.li(Register.T0, 0x5000_0000);
            a.ld(Register.T0, 0, Register.T0);
        });
        RunFailure failure =
                assertThrows(RunFailure.class, () -> InMachine.run(Frame.program(broken, Mode.SV39, 1, 1, 1), 1));
        String said = String.valueOf(failure.getMessage());
        assertTrue(said.startsWith("ended with status 1 after 0 laps, saying \"trap: mcause, mepc, mtval 0000"), said);
        assertTrue(said.endsWith(" 0000000050000000\""), said);
    }

    @Test
    void moreThanFourHartsAreRefused() {
        Guest guest = Guests.ALL.getFirst();
        assertThrows(IllegalArgumentException.class, () -> Frame.program(guest, Mode.M, 5, 1, 1));
    }
}

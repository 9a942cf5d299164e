package vesper.stress.bench.guest;

import static vesper.isa.Register.*;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import vesper.isa.Assembler;
import vesper.isa.Register;

/**
 * SHA-256 (FIPS 180-4) of blocks of ones, zeros and counters, in base instructions without rotates. A round is a block;
 * the hash goes on through all laps, and a lap returns its first two words.
 *
 * <p>Of the hart's memory: 64 words of the message schedule, then 8 of the hash.
 */
final class Sha256 {
    private static final int SCHEDULE = 0;
    private static final int HASH = 256;
    private static final int ROUNDS = 64;
    /** Rounds in a row in the code: the eight working variables are back in their registers after them. */
    private static final int UNROLLED = 8;

    private static final int[] BIG_SIGMA_0 = {2, 13, 22};
    private static final int[] BIG_SIGMA_1 = {6, 11, 25};

    private Sha256() {}

    static void emit(Assembler a) {
        fill(a);
        Loop.lap(a, () -> round(a));
        block(a);
        a.section(".rodata");
        a.align(3);
        a.label("sha.constants");
        roots(3, ROUNDS).forEach(a::word);
        a.label("sha.initial");
        roots(2, 8).forEach(a::word);
        a.section(".text");
    }

    private static void fill(Assembler a) {
        a.label(Frame.FILL);
        a.la(T0, "sha.initial");
        for (int i = 0; i < 8; i++) {
            a.lw(T1, 4L * i, T0);
            a.sw(T1, HASH + 4 * i, S0);
        }
        a.ret();
    }

    private static void round(Assembler a) {
        a.call("sha.block");
        a.lwu(T0, HASH, S0);
        a.lwu(S2, HASH + 4, S0);
        a.slli(T0, T0, 32);
        a.or(S2, S2, T0);
    }

    private static void block(Assembler a) {
        a.label("sha.block");
        for (int i = 0; i < 16; i++) {
            a.li(T0, i % 3 - 1);
            a.sw(i % 4 == 3 ? S1 : T0, SCHEDULE + 4 * i, S0);
        }
        schedule(a);
        List<Register> variables = new ArrayList<>(List.of(S2, S3, S4, S5, S6, S7, S8, S9));
        for (int i = 0; i < 8; i++) {
            a.lw(variables.get(i), HASH + 4 * i, S0);
        }
        a.mv(A0, S0);
        a.la(A1, "sha.constants");
        a.addi(A2, A1, 4 * ROUNDS);
        a.label("sha.rounds");
        for (int i = 0; i < UNROLLED; i++) {
            step(a, variables, i);
            Collections.rotate(variables, 1);
        }
        a.addi(A0, A0, 4 * UNROLLED);
        a.addi(A1, A1, 4 * UNROLLED);
        a.bltu(A1, A2, "sha.rounds");
        for (int i = 0; i < 8; i++) {
            a.lw(T0, HASH + 4 * i, S0);
            a.addw(T0, T0, variables.get(i));
            a.sw(T0, HASH + 4 * i, S0);
        }
        a.ret();
    }

    private static void schedule(Assembler a) {
        a.mv(A0, S0);
        a.addi(A2, S0, 4 * (ROUNDS - 16));
        a.label("sha.schedule");
        a.lw(T0, 4, A0);
        sigma(a, T3, T0, new int[] {7, 18}, 3);
        a.lw(T0, 4 * 14, A0);
        sigma(a, T4, T0, new int[] {17, 19}, 10);
        a.addw(T3, T3, T4);
        a.lw(T0, 0, A0);
        a.lw(T1, 4 * 9, A0);
        a.addw(T3, T3, T0);
        a.addw(T3, T3, T1);
        a.sw(T3, 4 * 16, A0);
        a.addi(A0, A0, 4);
        a.bltu(A0, A2, "sha.schedule");
    }

    /** Step {@code i}; {@code v} are the working variables a to h. */
    private static void step(Assembler a, List<Register> v, int i) {
        Register e = v.get(4);
        sigma(a, T0, e, BIG_SIGMA_1, 0);
        a.xor(T1, v.get(5), v.get(6));
        a.and(T1, T1, e);
        a.xor(T1, T1, v.get(6)); // Ch(e, f, g)
        a.lw(T3, 4L * i, A0);
        a.lw(T4, 4L * i, A1);
        a.addw(T0, T0, T1);
        a.addw(T3, T3, T4);
        a.addw(T0, T0, v.get(7));
        a.addw(T0, T0, T3); // T1
        a.addw(v.get(3), v.get(3), T0);
        sigma(a, T3, v.getFirst(), BIG_SIGMA_0, 0);
        a.or(T1, v.getFirst(), v.get(1));
        a.and(T1, T1, v.get(2));
        a.and(T4, v.getFirst(), v.get(1));
        a.or(T1, T1, T4); // Maj(a, b, c)
        a.addw(T0, T0, T3);
        a.addw(v.get(7), T0, T1);
    }

    /** {@code rd}: {@code rs} rotated right by each of these, and shifted right if that isn't 0, xored. By t5 and t6. */
    private static void sigma(Assembler a, Register rd, Register rs, int[] rotations, int shift) {
        for (int i = 0; i < rotations.length; i++) {
            a.srliw(T5, rs, rotations[i]);
            a.slliw(T6, rs, 32 - rotations[i]);
            if (i == 0) {
                a.or(rd, T5, T6);
            } else {
                a.or(T5, T5, T6);
                a.xor(rd, rd, T5);
            }
        }
        if (shift != 0) {
            a.srliw(T5, rs, shift);
            a.xor(rd, rd, T5);
        }
    }

    /** The first 32 bits of the fractional parts of the square or cube roots of the first primes (section 4.2.2). */
    private static List<Long> roots(int degree, int count) {
        List<Long> roots = new ArrayList<>();
        for (int n = 2; roots.size() < count; n++) {
            BigInteger candidate = BigInteger.valueOf(n);
            if (candidate.isProbablePrime(50)) {
                roots.add(root(candidate.shiftLeft(32 * degree), degree) & 0xffff_ffffL);
            }
        }
        return roots;
    }

    /** The integer root. */
    private static long root(BigInteger value, int degree) {
        long low = 0;
        long high = 1L << 40;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (BigInteger.valueOf(middle).pow(degree).compareTo(value) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

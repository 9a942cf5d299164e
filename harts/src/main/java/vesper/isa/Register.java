package vesper.isa;

import java.util.Locale;

/** The integer registers by their ABI names, in the order of their numbers. */
public enum Register {
    ZERO(0),
    RA(1),
    SP(2),
    GP(3),
    TP(4),
    T0(5),
    T1(6),
    T2(7),
    S0(8),
    S1(9),
    A0(10),
    A1(11),
    A2(12),
    A3(13),
    A4(14),
    A5(15),
    A6(16),
    A7(17),
    S2(18),
    S3(19),
    S4(20),
    S5(21),
    S6(22),
    S7(23),
    S8(24),
    S9(25),
    S10(26),
    S11(27),
    T3(28),
    T4(29),
    T5(30),
    T6(31);

    private static final Register[] ALL = values();

    private final int number;
    private final String abiName = name().toLowerCase(Locale.ROOT);

    Register(int number) {
        this.number = number;
    }

    /** The register of a number from 0 to 31. */
    public static Register of(int number) {
        return ALL[number];
    }

    public int number() {
        return number;
    }

    /** As assembly language writes it: {@code a0}. */
    public String abiName() {
        return abiName;
    }
}

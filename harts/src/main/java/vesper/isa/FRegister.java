package vesper.isa;

import java.util.Locale;

/** The floating-point registers by their ABI names, in the order of their numbers. */
public enum FRegister {
    FT0(0),
    FT1(1),
    FT2(2),
    FT3(3),
    FT4(4),
    FT5(5),
    FT6(6),
    FT7(7),
    FS0(8),
    FS1(9),
    FA0(10),
    FA1(11),
    FA2(12),
    FA3(13),
    FA4(14),
    FA5(15),
    FA6(16),
    FA7(17),
    FS2(18),
    FS3(19),
    FS4(20),
    FS5(21),
    FS6(22),
    FS7(23),
    FS8(24),
    FS9(25),
    FS10(26),
    FS11(27),
    FT8(28),
    FT9(29),
    FT10(30),
    FT11(31);

    private static final FRegister[] ALL = values();

    private final int number;
    private final String abiName = name().toLowerCase(Locale.ROOT);

    FRegister(int number) {
        this.number = number;
    }

    /** The register of a number from 0 to 31. */
    public static FRegister of(int number) {
        return ALL[number];
    }

    public int number() {
        return number;
    }

    /** As assembly language writes it: {@code fa0}. */
    public String abiName() {
        return abiName;
    }
}

package vesper.isa;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers of the control and status registers (privileged manual, section 2.2), and their names both ways. A
 * constant here is all that a register's name takes; those of numbered families past the first follow from it.
 */
public final class Csrs {
    public static final int FFLAGS = 0x001;
    public static final int FRM = 0x002;
    public static final int FCSR = 0x003;

    public static final int CYCLE = 0xc00;
    public static final int TIME = 0xc01;
    public static final int INSTRET = 0xc02;
    /** First of {@code hpmcounter3} to {@code hpmcounter31}, at consecutive numbers. */
    public static final int HPMCOUNTER3 = 0xc03;

    public static final int SSTATUS = 0x100;
    public static final int SIE = 0x104;
    public static final int STVEC = 0x105;
    public static final int SCOUNTEREN = 0x106;
    public static final int SENVCFG = 0x10a;
    public static final int SSCRATCH = 0x140;
    public static final int SEPC = 0x141;
    public static final int SCAUSE = 0x142;
    public static final int STVAL = 0x143;
    public static final int SIP = 0x144;
    public static final int STIMECMP = 0x14d;
    public static final int SATP = 0x180;
    public static final int SCONTEXT = 0x5a8;

    public static final int MVENDORID = 0xf11;
    public static final int MARCHID = 0xf12;
    public static final int MIMPID = 0xf13;
    public static final int MHARTID = 0xf14;
    public static final int MCONFIGPTR = 0xf15;

    public static final int MSTATUS = 0x300;
    public static final int MISA = 0x301;
    public static final int MEDELEG = 0x302;
    public static final int MIDELEG = 0x303;
    public static final int MIE = 0x304;
    public static final int MTVEC = 0x305;
    public static final int MCOUNTEREN = 0x306;
    public static final int MENVCFG = 0x30a;
    public static final int MCOUNTINHIBIT = 0x320;
    /** First of {@code mhpmevent3} to {@code mhpmevent31}, at consecutive numbers. */
    public static final int MHPMEVENT3 = 0x323;

    public static final int MSCRATCH = 0x340;
    public static final int MEPC = 0x341;
    public static final int MCAUSE = 0x342;
    public static final int MTVAL = 0x343;
    public static final int MIP = 0x344;
    public static final int MSECCFG = 0x747;

    /** First of {@code pmpcfg0}, {@code pmpcfg2}, ...: on RV64 the odd ones are illegal, and each holds eight entries. */
    public static final int PMPCFG0 = 0x3a0;

    public static final int PMPCFG2 = 0x3a2;
    /** First of {@code pmpaddr0} to {@code pmpaddr15}, at consecutive numbers. */
    public static final int PMPADDR0 = 0x3b0;

    public static final int MCYCLE = 0xb00;
    public static final int MINSTRET = 0xb02;
    /** First of {@code mhpmcounter3} to {@code mhpmcounter31}, at consecutive numbers. */
    public static final int MHPMCOUNTER3 = 0xb03;

    public static final int TSELECT = 0x7a0;
    public static final int TDATA1 = 0x7a1;
    public static final int TDATA2 = 0x7a2;
    public static final int TDATA3 = 0x7a3;
    public static final int TINFO = 0x7a4;
    public static final int TCONTROL = 0x7a5;
    public static final int MCONTEXT = 0x7a8;

    private static final Map<Integer, String> NAMES = names();
    private static final Map<String, Integer> NUMBERS = numbers();

    private Csrs() {}

    /** The name in lower case, or the number as {@code 0x7c0} if it has none here. */
    public static String name(int csr) {
        return NAMES.getOrDefault(csr, "0x" + Integer.toHexString(csr));
    }

    /** The number of a register by its lower-case name. */
    public static OptionalInt number(String name) {
        Integer number = NUMBERS.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : Csrs.class.getFields()) {
            try {
                names.put(field.getInt(null), field.getName().toLowerCase(Locale.ROOT));
            } catch (IllegalAccessException e) {
                throw new AssertionError("public fields are accessible", e);
            }
        }
        for (int n = 3; n < 32; n++) {
            names.put(HPMCOUNTER3 + n - 3, "hpmcounter" + n);
            names.put(MHPMCOUNTER3 + n - 3, "mhpmcounter" + n);
            names.put(MHPMEVENT3 + n - 3, "mhpmevent" + n);
        }
        for (int n = 0; n < 16; n++) {
            names.put(PMPADDR0 + n, "pmpaddr" + n);
        }
        return Map.copyOf(names);
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        NAMES.forEach((number, name) -> numbers.put(name, number));
        return Map.copyOf(numbers);
    }
}

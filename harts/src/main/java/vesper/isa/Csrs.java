package vesper.isa;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The one table of control and status registers (privileged manual, section 2.2): a row is a constant. Its name and
 * number are the register's, who may access it and whether it can be written follow from the number, and a family is
 * named by its first. Assembler, disassembler and fuzzer derive from it; what the register does is the harts' part.
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

    @Absent("of Sdtrig, which is optional")
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

    @Absent("of Smepmp and Zkr")
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

    @Absent("of Sdtrig: tdata1 of 0 says that there is no trigger")
    public static final int TINFO = 0x7a4;

    @Absent("of Sdtrig: tdata1 of 0 says that there is no trigger")
    public static final int TCONTROL = 0x7a5;

    @Absent("of Sdtrig: tdata1 of 0 says that there is no trigger")
    public static final int MCONTEXT = 0x7a8;

    /** What a row says that is only a name here: why the harts do not have the register. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    public @interface Absent {
        String value();
    }

    private static final int PRIVILEGE_SHIFT = 8;
    private static final int ACCESS_SHIFT = 10;
    private static final int READ_ONLY = 3;

    private static final Map<Integer, String> NAMES = names();
    private static final Map<String, Integer> NUMBERS = numbers();

    private Csrs() {}

    /** The name in lower case, or the number as {@code 0x7c0} if it has none here. */
    public static String name(int csr) {
        return NAMES.getOrDefault(csr, "0x" + Integer.toHexString(csr));
    }

    /** The least privilege that may access it, by the number's own bits: 0 for U, 1 for S, 3 for M (section 2.1). */
    public static int privilege(int csr) {
        return csr >>> PRIVILEGE_SHIFT & 3;
    }

    /** Whether every write is illegal, by the number's own bits (section 2.1). */
    public static boolean isReadOnly(int csr) {
        return csr >>> ACCESS_SHIFT == READ_ONLY;
    }

    /** The numbers of all that have a name, rising. */
    public static int[] named() {
        return NAMES.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** The numbers of those that the harts have, rising. */
    public static int[] present() {
        Set<Integer> absent = absent().keySet();
        return Arrays.stream(named()).filter(csr -> !absent.contains(csr)).toArray();
    }

    /** Those that are only names, and why. */
    public static Map<Integer, String> absent() {
        Map<Integer, String> absent = new HashMap<>();
        rows().forEach((field, number) -> {
            Absent reason = field.getAnnotation(Absent.class);
            if (reason != null) {
                absent.put(number, reason.value());
            }
        });
        return Map.copyOf(absent);
    }

    /** The number of a register by its lower-case name. */
    public static OptionalInt number(String name) {
        Integer number = NUMBERS.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        rows().forEach((field, number) -> names.put(number, field.getName().toLowerCase(Locale.ROOT)));
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

    private static Map<Field, Integer> rows() {
        Map<Field, Integer> rows = new HashMap<>();
        for (Field field : Csrs.class.getFields()) {
            try {
                rows.put(field, field.getInt(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError("public fields are accessible", e);
            }
        }
        return rows;
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        NAMES.forEach((number, name) -> numbers.put(name, number));
        return Map.copyOf(numbers);
    }
}

package vesper.stress.fuzz;

import static vesper.isa.Csrs.*;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import vesper.isa.Csrs;

/**
 * What the {@link Driver} does with each CSR around a case. All that the harts have are cleared before it and compared
 * behind it, a new one too, but for those that are listed here and those of a {@link Divergence}.
 */
final class CsrRoles {
    private static final String RECORD = "a word of the case, see CaseRecord";
    private static final String VIEW = "a part of another register";
    private static final String DRIVER = "the driver's own at each trap, and noted there";
    private static final String PMP =
            "keeps the case off the driver, which sets it right where the case may have written it";

    /** Why it is not cleared. */
    static final Map<Integer, String> SET = set();

    /** Why it is not compared. */
    static final Map<Integer, String> UNCOMPARED = Map.of(
            FFLAGS, VIEW,
            FRM, VIEW,
            SSTATUS, VIEW,
            SIE, VIEW,
            SIP, VIEW,
            MSCRATCH, DRIVER,
            MEPC, DRIVER,
            MCAUSE, DRIVER,
            MTVAL, DRIVER);

    private CsrRoles() {}

    private static Map<Integer, String> set() {
        Map<Integer, String> set = new HashMap<>();
        Arrays.stream(CaseRecord.ENVIRONMENT).forEach(csr -> set.put(csr, RECORD));
        set.put(FCSR, RECORD);
        set.put(MEPC, "the case's entry");
        for (int view : new int[] {FFLAGS, FRM, SSTATUS, SIE, SIP}) {
            set.put(view, VIEW);
        }
        set.put(PMPCFG0, PMP);
        set.put(PMPCFG2, PMP);
        for (int i = 0; i < 16; i++) {
            set.put(PMPADDR0 + i, PMP);
        }
        set.put(MISA, "the extensions, which no case may switch off");
        set.put(STIMECMP, "see Divergence.STIMECMP");
        Arrays.stream(Csrs.present())
                .filter(csr -> Divergence.COUNTERS.covers(csr) && csr != MCOUNTINHIBIT)
                .forEach(csr -> set.put(csr, "a case starts at any count"));
        return Map.copyOf(set);
    }

    /** Those that the driver writes 0 to before a case. */
    static int[] cleared() {
        return present(csr -> !isReadOnly(csr) && !SET.containsKey(csr) && !Divergence.isLeftOut(csr));
    }

    /** Those whose value behind a case is part of its {@link Outcome}. */
    static int[] compared() {
        return present(csr -> !UNCOMPARED.containsKey(csr) && !differs(csr));
    }

    /** Of {@code menvcfg} one bit is the same: see {@link Explanation}. */
    private static boolean differs(int csr) {
        return Divergence.isLeftOut(csr) || (Divergence.readsDiffer(csr) && csr != MENVCFG);
    }

    private static int[] present(IntPredicate which) {
        return Arrays.stream(Csrs.present()).filter(which).toArray();
    }
}

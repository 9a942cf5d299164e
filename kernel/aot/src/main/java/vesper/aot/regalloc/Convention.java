package vesper.aot.regalloc;

import java.util.List;
import vesper.isa.Register;

/** Who keeps which register (psABI, "Integer Register Convention"). */
public final class Convention {
    /** Those a call may lose, {@code ra} aside, which is never allocated; such that have compressed forms first. */
    public static final List<Register> TEMPORARY = List.of(
            Register.A5,
            Register.A4,
            Register.A3,
            Register.A2,
            Register.A1,
            Register.A0,
            Register.A6,
            Register.A7,
            Register.T1,
            Register.T3,
            Register.T4,
            Register.T5,
            Register.T0,
            Register.T2,
            Register.T6);

    /** Those a method that uses them has to save. */
    public static final List<Register> SAVED = List.of(
            Register.S0,
            Register.S1,
            Register.S2,
            Register.S3,
            Register.S4,
            Register.S5,
            Register.S6,
            Register.S7,
            Register.S8,
            Register.S9,
            Register.S10,
            Register.S11);

    /** What the emitter may change to reach slots that are far from {@code sp}; kept free in such methods. */
    public static final Register SCRATCH = Register.T6;

    private static final int[] CLOBBERED =
            TEMPORARY.stream().mapToInt(Register::number).sorted().toArray();

    private Convention() {}

    static int[] clobbered() {
        return CLOBBERED.clone();
    }

    static boolean isAllocatable(int register) {
        return register > Register.TP.number();
    }
}

package vesper.stress.fuzz;

import vesper.isa.Csrs;
import vesper.isa.FRegister;
import vesper.isa.Register;

/**
 * One doubleword that is not the same in two outcomes.
 *
 * @param field an index into {@link Outcome}, or from {@link #MEMORY} on an offset in RAM
 */
record Difference(int field, long ours, long theirs) {
    static final int MEMORY = Outcome.WORDS;

    String name() {
        if (field >= MEMORY) {
            return "memory at 0x" + Long.toHexString(field - MEMORY + Layout.RAM_BASE);
        }
        if (field >= Outcome.TRAPS && field < Outcome.CSR) {
            int at = field - Outcome.TRAPS;
            String[] names = {"cause", "tval", "epc", "status"};
            return "trap " + at / Outcome.TRAP_WORDS + " " + names[at % Outcome.TRAP_WORDS];
        }
        if (field >= Outcome.CSR && field < Outcome.CSR + Outcome.CSRS.length) {
            return Csrs.name(Outcome.CSRS[field - Outcome.CSR]);
        }
        if (field >= Outcome.X && field < Outcome.X + 32) {
            return Register.of(field - Outcome.X).abiName();
        }
        if (field >= Outcome.F && field < Outcome.F + 32) {
            return FRegister.of(field - Outcome.F).abiName();
        }
        return switch (field) {
            case Outcome.FINISHED -> "finished";
            case Outcome.TRAP_COUNT -> "number of traps";
            default -> "word " + field;
        };
    }
}

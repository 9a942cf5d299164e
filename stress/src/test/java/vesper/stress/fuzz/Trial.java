package vesper.stress.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vesper.isa.Csrs;
import vesper.isa.Instruction;
import vesper.stress.Engine;
import vesper.stress.Randomness;
import vesper.stress.referee.Batch;
import vesper.stress.referee.Vesper;

/** Tries instructions one by one, in M-mode with F and D on, as cases of the fuzzer that are its own. */
final class Trial {
    private static final long SEED = 88;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long MSTATUS = 3L << 11 | 3L << 13 | 0xa_0000_0000L;
    private static final long SSIP = 1 << 1;
    private static final int ILLEGAL = 2;

    private final Map<String, FuzzCase> cases = new LinkedHashMap<>();

    /** Any register but {@code x0} may be the base of an access or the target of a jump. */
    void add(Instruction row) {
        Draft draft = draft();
        draft.words[CaseRecord.MIE] = SSIP; // for wfi, which then does not wait; MIE is off, so that it is not taken
        draft.words[CaseRecord.MIP] = SSIP;
        draft.add(slot(draft, row));
        finish(row.mnemonic(), draft);
    }

    private static Draft.Slot slot(Draft draft, Instruction row) {
        if (row == Instruction.MRET || row == Instruction.SRET) {
            return Objects.requireNonNull(new CsrStreams(draft).acceptPrivileged(row)); // it returns forward
        }
        int base = row == Instruction.JALR ? draft.claimLanding(0) : draft.claim(Layout.WINDOW);
        return new Draft.Slot(word(row, base));
    }

    /** The row with even registers, and the smallest operands that are no registers. */
    static int word(Instruction row, int base) {
        long[] operands = row.format().operands().stream()
                .mapToLong(operand -> switch (operand) {
                    case BASE -> base;
                    case RD, FRD -> 10;
                    case RS1, FRS1 -> 12;
                    case RS2, FRS2, FRS3 -> 14;
                    case CSR -> Csrs.MSCRATCH;
                    case SHAMT, SHAMT_W, IMM_U -> 1;
                    case PRED, SUCC -> 3;
                    default -> 0;
                })
                .toArray();
        return row.encode(operands);
    }

    void add(String name, int word) {
        Draft draft = draft();
        draft.add(new Draft.Slot(word));
        finish(name, draft);
    }

    private static Draft draft() {
        Draft draft = new Draft(new Randomness(SEED, 0), Kind.COMPUTE, Draft.M);
        draft.words[CaseRecord.MSTATUS] = MSTATUS;
        draft.words[CaseRecord.MTVEC] = Layout.VECTORS;
        draft.words[CaseRecord.STVEC] = Layout.STUB;
        draft.words[CaseRecord.MENVCFG] = 1L << 61;
        return draft;
    }

    private void finish(String name, Draft draft) {
        cases.put(name, draft.finish(SEED, cases.size()));
    }

    /** The names of those that are illegal instructions there, or never end. */
    List<String> refused(Engine engine) throws Exception {
        List<FuzzCase> all = List.copyOf(cases.values());
        List<String> refused = new ArrayList<>();
        try (Vesper vesper = new Vesper(engine.acceleration())) {
            new Batch(vesper, new Image(all), PATIENCE_NANOS).run();
            for (Map.Entry<String, FuzzCase> each : cases.entrySet()) {
                Outcome outcome = Outcome.of(vesper, each.getValue().index());
                boolean illegal = false;
                for (int i = 0; i < outcome.trapCount(); i++) {
                    illegal |= outcome.trap(i, 0) == ILLEGAL;
                }
                if (illegal || !outcome.finished()) {
                    refused.add(each.getKey());
                }
            }
        }
        return refused;
    }
}

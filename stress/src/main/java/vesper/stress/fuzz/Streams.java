package vesper.stress.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.isa.Compressed;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.isa.Operands;
import vesper.stress.Randomness;
import vesper.stress.fuzz.Draft.Slot;

/** Makes the instructions of a case. */
final class Streams {
    private static final List<Instruction> ROWS = rows(false);
    private static final List<Instruction> MEMORY_ROWS = rows(true);

    private final Draft draft;
    private final Randomness random;
    private final CsrStreams csrs;
    private final long start;

    /** @param start where the case's code will be */
    Streams(Draft draft, long start) {
        this.draft = draft;
        this.start = start;
        this.random = draft.random;
        this.csrs = new CsrStreams(draft);
    }

    private static List<Instruction> rows(boolean memory) {
        List<Instruction> rows = new ArrayList<>();
        for (Instruction row : Instruction.values()) {
            if (!Divergence.isLeftOut(row) && (row.format().isAccess() || !memory)) {
                rows.add(row);
            }
        }
        return List.copyOf(rows);
    }

    /** Fills the draft with {@code count} slots or as many as fit. */
    void generate(int count, long number) {
        int halfwordAt = number % 2 == 0 ? random.below(count) : -1;
        for (int i = 0; i < count; i++) {
            Slot slot = i == halfwordAt ? accept((int) (number / 2) & 0xffff) : next();
            if (slot != null) {
                draft.add(slot);
            }
        }
    }

    private @Nullable Slot next() {
        for (int tries = 0; tries < 20; tries++) {
            Slot slot = switch (draft.kind.mixture(random)) {
                case 0 -> accept(shorten(valid(random.pick(ROWS))));
                case 1 -> accept(soup());
                case 2 -> memory();
                case 3 -> csrs.access();
                default -> csrs.privileged();
            };
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }

    /** A row with operands of any kind. */
    private int valid(Instruction row) {
        int word = row.match();
        boolean based = row.format().isAccess();
        for (Operand operand : row.format().operands()) {
            word |= switch (operand) {
                        case BASE -> operand.encode(based ? base() : register());
                        case IMM_I, IMM_S -> operand.encode(based ? offset() : immediate());
                        case IMM_U -> operand.encode(random.below(1 << 20));
                        case IMM_B, IMM_J -> 0;
                        case RM -> operand.encode(rounding());
                        case CSR -> operand.encode(CsrStreams.number(random));
                        case SHAMT -> operand.encode(random.below(64));
                        case PRED, SUCC -> operand.encode(random.below(16));
                        default -> operand.encode(register());
                    }
                    & ~row.mask();
        }
        if (row.format().isAtomic()) {
            word |= random.below(4) << 25;
        }
        return word;
    }

    private int register() {
        return random.chance(25) ? 8 + random.below(8) : random.below(32);
    }

    private int base() {
        return random.chance(92) ? random.pick(draft.pointers) : register();
    }

    private int offset() {
        return switch (random.below(4)) {
            case 0 -> 0;
            case 1 -> random.below(64) - 32;
            case 2 -> 8 * (random.below(64) - 32);
            default -> random.below(4096) - 2048;
        };
    }

    private int immediate() {
        return random.chance(50) ? random.below(4096) - 2048 : random.pick(0, 1, -1, 2047, -2048, 31, 32, 63, 255, 8);
    }

    private int rounding() {
        return random.chance(94) ? random.pick(0, 1, 2, 3, 4, 7, 7) : random.below(8);
    }

    /** Takes the 16-bit form now and then, where there is one. */
    private int shorten(int word) {
        int half = random.chance(40) ? Compressed.compress(word) : 0;
        return half == 0 ? word : half;
    }

    /** Words that may be nothing: noise, near misses, rare corners of the opcode space. */
    private int soup() {
        return switch (random.below(8)) {
            case 0 -> (int) random.bits() | 3;
            case 1, 2 -> valid(random.pick(ROWS)) ^ bit();
            case 3 -> valid(random.pick(ROWS)) ^ bit() ^ bit();
            case 4 -> {
                Instruction row = random.pick(ROWS);
                yield (row.match() & 0x7f) | ((int) random.bits() & ~0x7f);
            }
            case 5 -> {
                Instruction row = random.pick(ROWS);
                yield (row.match() & 0xfe00_707f) | ((int) random.bits() & 0x01ff_8f80);
            }
            default -> (int) random.bits() & 0xffff;
        };
    }

    /** Any bit but the two that say how long an instruction is. */
    private int bit() {
        return 1 << (2 + random.below(30));
    }

    private @Nullable Slot memory() {
        if (random.chance(12) && plain()) {
            return random.chance(70) ? reservedPair() : loneConditional();
        }
        return accept(shorten(valid(random.pick(MEMORY_ROWS))));
    }

    /** Whether the window is plain RAM with all rights. */
    private boolean plain() {
        return draft.words[CaseRecord.FLAGS] == 0;
    }

    /** LR, perhaps something that cannot trap, SC to the same bytes: the one shape whose SC must be able to succeed. */
    private @Nullable Slot reservedPair() {
        int base = draft.claim(Layout.WINDOW + 8L * random.below(Layout.WINDOW_SIZE / 8));
        if (base == 0) {
            return null;
        }
        boolean wide = random.chance(50);
        int lr = (wide ? Instruction.LR_D : Instruction.LR_W).encode(other(base), base) | random.below(4) << 25;
        int sc = (wide ? Instruction.SC_D : Instruction.SC_W).encode(register(), register(), base)
                | random.below(4) << 25;
        int between = Instruction.ADD.encode(other(base), register(), register());
        return random.chance(50) ? new Slot(lr, sc) : new Slot(lr, between, sc);
    }

    private int other(int than) {
        int register = register();
        return register == than ? 0 : register;
    }

    /** An SC that no LR came before fails, and stores nothing. */
    private @Nullable Slot loneConditional() {
        int base = draft.claim(Layout.WINDOW + 8L * random.below(Layout.WINDOW_SIZE / 8));
        if (base == 0 || draft.strayReservation) {
            return null;
        }
        return new Slot((random.chance(50) ? Instruction.SC_D : Instruction.SC_W).encode(register(), register(), base));
    }

    /** The word as a slot; changed where it would not end or not be comparable, null where that can't be helped. */
    private @Nullable Slot accept(int word) {
        Instruction row = Draft.row(word);
        if (row == null) {
            return new Slot(word);
        }
        if (Divergence.isLeftOut(row)) {
            return null;
        }
        if (Divergence.AMO_CAUSE.covers(row) && !draft.delegatesEvenly()) {
            return null;
        }
        return switch (row.format()) {
            case I_JALR -> jump(word);
            case I_CSR, I_CSR_IMM -> csrs.accept(word);
            case R_SC -> null;
            case R_LR -> {
                draft.strayReservation = true;
                yield new Slot(word);
            }
            default -> acceptSpecial(row, word);
        };
    }

    /** Those that must be looked at one by one. */
    private @Nullable Slot acceptSpecial(Instruction row, int word) {
        return switch (row) {
            case AUIPC -> leadsToData(word) ? null : new Slot(word);
            case CTZW -> { // for Divergence.CTZW
                int source = draft.claim(random.bits() | 1L << random.below(32));
                yield source == 0 ? null : new Slot((word & ~(31 << 15)) | source << 15);
            }
            case MRET, SRET, WFI -> csrs.acceptPrivileged(row);
            default -> new Slot(word);
        };
    }

    /** Whether a load by this address might find results of earlier cases, which need not be the same. */
    private boolean leadsToData(int word) {
        return Layout.isData(start + Operands.immU(word));
    }

    /** To a later slot, or now and then to where nothing can be fetched. */
    private @Nullable Slot jump(int word) {
        boolean compressed = Compressed.isCompressed(word);
        int base = compressed ? Compressed.expand(word) : word;
        int offset = Operands.immI(base);
        int target;
        if (random.chance(80)) {
            target = draft.claimLanding(offset - (compressed ? 0 : random.below(2)));
        } else {
            target = draft.claim(random.pick(Layout.RAM_END, 0L, 0x1000L, -2L, 1L << 62, Layout.RAM_END + 0x12346));
        }
        int aimed = (base & ~(31 << 15)) | target << 15;
        if (target == 0) {
            return null;
        }
        return new Slot(compressed ? Compressed.compress(aimed) : aimed);
    }
}

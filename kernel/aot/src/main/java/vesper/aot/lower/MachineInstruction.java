package vesper.aot.lower;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Position;
import vesper.isa.Instruction;
import vesper.isa.Register;

/**
 * One instruction whose registers may still be virtual: numbers below {@link #FIRST_VIRTUAL} are those of the machine.
 * Register allocation changes the registers in place.
 */
public final class MachineInstruction {
    public static final int FIRST_VIRTUAL = 32;

    /** How it becomes code. */
    public enum Kind {
        /**
         * The row; defs and uses fill its register operands in the order of assembly language, imm the others. What it
         * defines or uses beyond its operands is implied. imm: of a CSR instruction with an immediate, that is above
         * bit 12; of a fence pred is above bit 4; of an atomic instruction it is {@code aq} and {@code rl}.
         */
        ROW,
        /** A copy, which goes away if both registers become one. */
        MOVE,
        /** imm. */
        CONSTANT,
        /** The address of the symbol target. */
        ADDRESS,
        /** The row, a load or store, at the symbol target. A store's def is where the address may be built. */
        ACCESS,
        /** Calls the symbol target. uses: the arguments' registers. */
        CALL,
        /** Calls the address in the first of uses. */
        CALL_REGISTER,
        /**
         * {@code lr; bne; sc; bnez}. defs: what was there, and a scratch register, both written while uses are still
         * needed; uses: address, expected, value; imm: width in bytes.
         */
        COMPARE_AND_SWAP,
        /** Fails unless the branch of this row would be taken. target: the {@link Failure}. */
        CHECK,
        /** From the stack's slot imm. */
        RELOAD,
        /** To the stack's slot imm. */
        SPILL,

        // Ends of blocks.

        JUMP,
        /** By the row to the first successor, else on to the second. */
        BRANCH,
        /** To the address in the first of uses, one of the successors. */
        TABLE_JUMP,
        RETURN,
        /** target: the {@link Failure}. */
        FAIL;

        public boolean isCall() {
            return this == CALL || this == CALL_REGISTER;
        }
    }

    private static final int[] NONE = {};

    private final Kind kind;
    private final @Nullable Instruction row;
    private final int[] defs;
    private final int[] uses;
    private final long imm;
    private final @Nullable Object target;
    private @Nullable Position position;

    MachineInstruction(
            Kind kind, @Nullable Instruction row, int[] defs, int[] uses, long imm, @Nullable Object target) {
        this.kind = kind;
        this.row = row;
        this.defs = defs;
        this.uses = uses;
        this.imm = imm;
        this.target = target;
    }

    static MachineInstruction row(Instruction row, int def, long imm, int... uses) {
        return new MachineInstruction(Kind.ROW, row, new int[] {def}, uses, imm, null);
    }

    /** A row that has no destination. */
    static MachineInstruction effect(Instruction row, long imm, int... uses) {
        return new MachineInstruction(Kind.ROW, row, NONE, uses, imm, null);
    }

    public static MachineInstruction move(int def, int use) {
        return new MachineInstruction(Kind.MOVE, Instruction.ADDI, new int[] {def}, new int[] {use}, 0, null);
    }

    public static MachineInstruction constant(int def, long value) {
        return new MachineInstruction(Kind.CONSTANT, null, new int[] {def}, NONE, value, null);
    }

    public static MachineInstruction address(int def, String symbol) {
        return new MachineInstruction(Kind.ADDRESS, null, new int[] {def}, NONE, 0, symbol);
    }

    static MachineInstruction access(Instruction row, int def, String symbol, int... uses) {
        return new MachineInstruction(Kind.ACCESS, row, new int[] {def}, uses, 0, symbol);
    }

    public static MachineInstruction reload(int def, int slot) {
        return new MachineInstruction(Kind.RELOAD, Instruction.LD, new int[] {def}, NONE, slot, null);
    }

    public static MachineInstruction spill(int use, int slot) {
        return new MachineInstruction(Kind.SPILL, Instruction.SD, NONE, new int[] {use}, slot, null);
    }

    static MachineInstruction check(Instruction row, Failure failure, int left, int right) {
        return new MachineInstruction(Kind.CHECK, row, NONE, new int[] {left, right}, 0, failure);
    }

    static MachineInstruction branch(Instruction row, int left, int right) {
        return new MachineInstruction(Kind.BRANCH, row, NONE, new int[] {left, right}, 0, null);
    }

    static MachineInstruction call(Kind kind, int[] defs, @Nullable String symbol, int... uses) {
        return new MachineInstruction(kind, null, defs, uses, 0, symbol);
    }

    /** The end of a block. */
    static MachineInstruction of(Kind kind, @Nullable Object target, int... uses) {
        return new MachineInstruction(kind, null, NONE, uses, 0, target);
    }

    /** The same in everything but what it does to registers. */
    public MachineInstruction withRegisters(int[] newDefs, int[] newUses) {
        return new MachineInstruction(kind, row, newDefs, newUses, imm, target).at(position);
    }

    /** The same with another row and imm, as a test does that plants a fault. */
    public MachineInstruction withRow(Instruction newRow, long newImm) {
        return new MachineInstruction(kind, newRow, defs.clone(), uses.clone(), newImm, target).at(position);
    }

    MachineInstruction at(@Nullable Position where) {
        position = where;
        return this;
    }

    public Kind kind() {
        return kind;
    }

    public Instruction row() {
        if (row == null) {
            throw new IllegalStateException(kind + " has no row");
        }
        return row;
    }

    public int defCount() {
        return defs.length;
    }

    public int def(int index) {
        return defs[index];
    }

    public int useCount() {
        return uses.length;
    }

    public int use(int index) {
        return uses[index];
    }

    public void def(int index, int register) {
        defs[index] = register;
    }

    public void use(int index, int register) {
        uses[index] = register;
    }

    public long imm() {
        return imm;
    }

    public String symbol() {
        if (target instanceof String symbol) {
            return symbol;
        }
        throw new IllegalStateException(this + " has no symbol");
    }

    public Failure failure() {
        if (target instanceof Failure failure) {
            return failure;
        }
        throw new IllegalStateException(this + " has no failure");
    }

    public @Nullable Position position() {
        return position;
    }

    /** Whether its uses must not share a register with its defs. */
    public boolean definesEarly() {
        return kind == Kind.COMPARE_AND_SWAP || (kind == Kind.ACCESS && uses.length > 0);
    }

    /** Whether it does nothing but to give its defs values. */
    public boolean isRemovable() {
        return switch (kind) {
            case MOVE, CONSTANT, ADDRESS, RELOAD -> defs[0] >= FIRST_VIRTUAL;
            default -> false;
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(
                kind == Kind.ROW && row != null ? row.mnemonic() : kind.name().toLowerCase(Locale.ROOT));
        if (kind != Kind.ROW && kind != Kind.MOVE && row != null) {
            text.append(' ').append(row.mnemonic());
        }
        Arrays.stream(defs).forEach(def -> text.append(' ').append(name(def)));
        text.append(" <-");
        Arrays.stream(uses).forEach(use -> text.append(' ').append(name(use)));
        return text.append(imm == 0 ? "" : " " + imm)
                .append(target == null ? "" : " " + target)
                .toString();
    }

    private static String name(int register) {
        return register < FIRST_VIRTUAL ? Register.of(register).abiName() : "%" + register;
    }
}

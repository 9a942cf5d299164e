package vesper.aot.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vesper.aot.image.Labels;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Position;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.isa.Instruction;
import vesper.isa.Register;

/**
 * What selecting the instructions of one method shares: which register a value gets, and the instructions of the present
 * block, of which the last is first. A value whose register nobody has asked for when its turn comes needs no code.
 */
final class Selection {
    static final int ZERO = Register.ZERO.number();
    private static final int UNASKED = -1;

    private final MachineCode code;
    private final Constants constants;
    private final Labels labels;
    private final int[] registers; // by value id
    private final int[] useCounts;
    private final Map<Value, Boolean> extensions = new HashMap<>();
    private final boolean tpIsKept; // so that tp itself stands for what was read of it
    private final List<MachineInstruction> group = new ArrayList<>(); // of one value, the first is first
    private final List<MachineInstruction> backwards = new ArrayList<>();
    private Block block;
    private @Nullable Position position;

    Selection(Graph graph, MachineCode code, Constants constants, Labels labels) {
        this.code = code;
        this.constants = constants;
        this.labels = labels;
        this.block = graph.entry();
        this.registers = new int[graph.valueIds()];
        Arrays.fill(registers, UNASKED);
        this.useCounts = graph.useCounts();
        this.tpIsKept = graph.blocks().stream()
                .noneMatch(any -> any.values().stream()
                        .anyMatch(value -> value.op() == Op.SET_TP || value.op().isCall()));
    }

    MachineCode code() {
        return code;
    }

    Block block() {
        return block;
    }

    // Registers.

    /** The register that will hold a value: asks for it. */
    int register(Value value) {
        Value at = Facts.same(value);
        return switch (at.op()) {
            case CONST -> number(constant(at));
            case OBJECT, SYMBOL -> address(symbol(at));
            case GET_TP -> tpIsKept ? Register.TP.number() : ask(at);
            default -> ask(at);
        };
    }

    /** The register of a value, or {@code x0} for none. */
    int registerOrZero(@Nullable Value value) {
        return value == null ? ZERO : register(value);
    }

    private int ask(Value value) {
        if (registers[value.id()] == UNASKED) {
            registers[value.id()] = code.newRegister();
        }
        return registers[value.id()];
    }

    int number(long value) {
        return value == 0 ? ZERO : constants.number(value, block);
    }

    int address(String symbol) {
        return constants.address(symbol, block);
    }

    int newRegister() {
        return code.newRegister();
    }

    boolean isAsked(Value value) {
        return registers[value.id()] != UNASKED;
    }

    /** Where the value being selected goes: {@code x0} if nobody asked. */
    int result(Value value) {
        return isAsked(value) ? registers[value.id()] : ZERO;
    }

    boolean isUsedOnce(Value value) {
        return useCounts[value.id()] == 1;
    }

    boolean isHoisting() {
        return constants.isHoisted(block);
    }

    static long constant(Value value) {
        return value.type() == Type.I32 ? (int) value.imm() : value.imm();
    }

    /** Of an {@code OBJECT} or a {@code SYMBOL}, without its offset. */
    String label(Value value) {
        return value.op() == Op.OBJECT ? labels.of(value.aux()) : (String) value.aux();
    }

    private String symbol(Value value) {
        return withOffset(label(value), value.imm());
    }

    /** Whether the address of an {@code OBJECT} or a {@code SYMBOL} is to be made once for several accesses. */
    boolean prefersRegister(Value value) {
        if (isHoisting()) {
            return true;
        }
        String label = label(value);
        int uses = 0;
        for (Value other : block.values()) {
            for (Value arg : other.args()) {
                uses += arg.op() == value.op() && label(arg).equals(label) ? 1 : 0;
            }
        }
        return uses > 2;
    }

    // Extensions that a load does by itself.

    /** Lets a load extend its result otherwise, and give it to another value. */
    void extendLoad(Value load, boolean signed, Value into) {
        extensions.put(load, signed);
        registers[load.id()] = registers[into.id()];
    }

    boolean isSignedLoad(Value load, boolean otherwise) {
        return extensions.getOrDefault(load, otherwise);
    }

    static String withOffset(String name, long offset) {
        return offset == 0 ? name : offset > 0 ? name + "+" + offset : name + offset;
    }

    // Instructions.

    void begin(Block newBlock) {
        block = newBlock;
        backwards.clear();
    }

    /** What is added next comes from there. */
    void from(@Nullable Position where) {
        position = where;
    }

    void add(MachineInstruction instruction) {
        group.add(instruction.at(position));
    }

    void row(Instruction row, int def, int... uses) {
        add(MachineInstruction.row(row, def, 0, uses));
    }

    void immediate(Instruction row, int def, int use, long imm) {
        add(MachineInstruction.row(row, def, imm, use));
    }

    void move(int def, int use) {
        if (def != use) {
            add(MachineInstruction.move(def, use));
        }
    }

    /** Copies a value; a constant is made where it goes. */
    void move(int def, Value value) {
        Value at = Facts.same(value);
        switch (at.op()) {
            case CONST -> add(MachineInstruction.constant(def, constant(at)));
            case OBJECT, SYMBOL -> add(MachineInstruction.address(def, symbol(at)));
            default -> move(def, register(at));
        }
    }

    void partAtCall() {
        constants.partAtCall();
    }

    /** The instructions added since the last time are one group, in front of all earlier ones. */
    void endGroup() {
        backwards.addAll(group.reversed());
        group.clear();
        constants.settle(backwards.size());
    }

    /** The constants for loops behind this block are made in front of what there is. */
    void addHoisted() {
        constants.atEnd(block).forEach(this::add);
        endGroup();
    }

    /** The block's instructions, the first first. */
    List<MachineInstruction> finish() {
        constants.place(backwards);
        return backwards.reversed();
    }
}

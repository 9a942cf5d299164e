package vesper.stress.compiler;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vesper.aot.CompiledImage;
import vesper.aot.Compiler;
import vesper.aot.emit.CodeLog;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.lower.MachineInstruction.Kind;
import vesper.stress.compiler.generate.Program;

/** Faults as compilers have them, planted into the code of generated programs only. */
final class Fault implements Workshop.Planted {
    private final Consumer<Graph> graph;
    private final Consumer<MachineCode> code;
    private final BiConsumer<CompiledImage, byte[]> image;

    private Fault(Consumer<Graph> graph, Consumer<MachineCode> code, BiConsumer<CompiledImage, byte[]> image) {
        this.graph = graph;
        this.code = code;
        this.image = image;
    }

    @Override
    public void into(Compiler compiler) {
        compiler.afterOptimisation(each -> {
            if (isGenerated(each.method().owner())) {
                graph.accept(each);
            }
        });
        compiler.afterAllocation(each -> {
            if (isGenerated(each.code().method().owner())) {
                code.accept(each.code());
            }
        });
    }

    @Override
    public void into(CompiledImage compiled, byte[] bytes) {
        image.accept(compiled, bytes);
    }

    private static boolean isGenerated(String owner) {
        return owner.startsWith(Program.PACKAGE + "/");
    }

    // In the IR.

    private static Fault inGraph(Consumer<Graph> tamper) {
        return new Fault(tamper, code -> {}, (compiled, bytes) -> {});
    }

    private static Fault inValues(Predicate<Value> which, Consumer<Value> tamper) {
        return inGraph(graph -> values(graph).stream().filter(which).forEach(tamper));
    }

    private static List<Value> values(Graph graph) {
        return graph.blocks().stream().flatMap(block -> block.values().stream()).toList();
    }

    static Fault swappedOperands(Op op) {
        return inValues(
                value -> value.op() == op,
                value -> value.args().add(value.args().removeFirst()));
    }

    static Fault lostCheck(Failure failure) {
        return inValues(
                value -> value.op() == Op.CHECK && value.failure().equals(failure),
                value -> value.block().values().remove(value));
    }

    static Fault wrongOperation(Op right, Op wrong) {
        return inValues(value -> value.op() == right, value -> value.become(wrong, value.type(), value.args()));
    }

    /** A conversion that gives its argument as it is. */
    static Fault lostConversion(Op op) {
        return inValues(
                value -> value.op() == op,
                value -> value.become(Op.OR, value.type(), List.of(value.arg(0), value.arg(0))));
    }

    /** A shift of an int that takes its count by the mask of a short. */
    static Fault wrongShiftMask() {
        return inGraph(graph -> {
            for (Block block : graph.blocks()) {
                for (Value shift : List.copyOf(block.values())) {
                    boolean isShift = shift.op() == Op.SHL || shift.op() == Op.SHR || shift.op() == Op.USHR;
                    if (isShift && shift.type() == Type.I32) {
                        Value mask = graph.newValue(block, Op.CONST, Type.I32, List.of())
                                .imm(15);
                        Value count = graph.newValue(block, Op.AND, Type.I32, List.of(shift.arg(1), mask));
                        block.values().addAll(block.values().indexOf(shift), List.of(mask, count));
                        shift.args().set(1, count);
                    }
                }
            }
        });
    }

    static Fault signInsteadOfZeroExtension() {
        return inValues(
                value -> value.op() == Op.LOAD
                        && !value.access().signed()
                        && value.access().width() == 2,
                value -> {
                    Access right = value.access();
                    value.aux(new Access(right.width(), true, right.order(), right.alias()));
                });
    }

    /** The last one of each method. */
    static Fault lostStore() {
        return inGraph(graph -> {
            List<Value> stores = values(graph).stream()
                    .filter(value -> value.op() == Op.STORE)
                    .toList();
            if (!stores.isEmpty()) {
                stores.getLast().block().values().remove(stores.getLast());
            }
        });
    }

    /** The slot of another method of the hub, or of none. */
    static Fault wrongSlot() {
        return inValues(value -> value.op() == Op.CALL_INDIRECT, value -> {
            Value target = value.arg(0);
            if (target.op() == Op.LOAD) {
                target.imm(target.imm() + 8);
            }
        });
    }

    /** The values of a phi, each from another's predecessor. */
    static Fault mixedPhi() {
        return swappedOperands(Op.PHI);
    }

    // In the machine code.

    private static Fault inCode(Consumer<MachineCode> tamper) {
        return new Fault(graph -> {}, tamper, (compiled, bytes) -> {});
    }

    private static Fault lostInstruction(Predicate<MachineInstruction> which) {
        return inCode(
                code -> code.blocks().forEach(block -> block.instructions().removeIf(which)));
    }

    static Fault lost(Kind kind) {
        return lostInstruction(instruction -> instruction.kind() == kind);
    }

    /** Two registers that are alive together in the method's first block with such a pair become one. */
    static Fault mergedRanges() {
        return inCode(code -> {
            for (MachineBlock block : code.blocks()) {
                if (merge(code, block)) {
                    return;
                }
            }
        });
    }

    private static boolean merge(MachineCode code, MachineBlock block) {
        List<MachineInstruction> instructions = block.instructions();
        for (int i = 0; i + 2 < instructions.size(); i++) {
            MachineInstruction first = instructions.get(i);
            MachineInstruction second = instructions.get(i + 1);
            boolean bothLive = isVirtual(first)
                    && isVirtual(second)
                    && first.def(0) != second.def(0)
                    && uses(instructions.get(i + 2), first.def(0))
                    && uses(instructions.get(i + 2), second.def(0));
            if (bothLive) {
                replace(code, first.def(0), second.def(0));
                return true;
            }
        }
        return false;
    }

    private static boolean isVirtual(MachineInstruction instruction) {
        return instruction.defCount() == 1 && instruction.def(0) >= MachineInstruction.FIRST_VIRTUAL;
    }

    private static boolean uses(MachineInstruction instruction, int register) {
        for (int i = 0; i < instruction.useCount(); i++) {
            if (instruction.use(i) == register) {
                return true;
            }
        }
        return false;
    }

    private static void replace(MachineCode code, int from, int to) {
        for (MachineBlock block : code.blocks()) {
            for (MachineInstruction instruction : block.instructions()) {
                for (int i = 0; i < instruction.useCount(); i++) {
                    instruction.use(i, instruction.use(i) == from ? to : instruction.use(i));
                }
                for (int i = 0; i < instruction.defCount(); i++) {
                    instruction.def(i, instruction.def(i) == from ? to : instruction.def(i));
                }
            }
        }
    }

    // In the image.

    /** Conditional branches of 32 bits that go forward reach 2 bytes too far, as if what lies between had not shrunk. */
    static Fault misrelaxedBranch() {
        return new Fault(graph -> {}, code -> {}, (compiled, bytes) -> {
            for (CodeLog.Function function : compiled.log().functions()) {
                if (isGenerated(function.method().owner())) {
                    int start = (int) (compiled.program().address(function.body()) - Compiler.BASE);
                    int end = (int) (compiled.program().address(function.end()) - Compiler.BASE);
                    lengthenBranches(bytes, start, end);
                }
            }
        });
    }

    /** A branch's bit 1 of the offset is bit 8 of its word, and its sign is bit 31 (unprivileged manual, section 2.3). */
    private static void lengthenBranches(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            boolean isWord = (bytes[at] & 3) == 3;
            boolean isBranch = (bytes[at] & 0x7f) == 0x63;
            if (isBranch && bytes[at + 3] >= 0 && (bytes[at + 1] & 1) == 0) {
                bytes[at + 1] |= 1;
            }
            at += isWord ? 4 : 2;
        }
    }
}

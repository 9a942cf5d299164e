package vesper.aot.regalloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.aot.lower.Lowering;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.lower.MachineInstruction.Kind;

class RegisterAllocatorTest {
    private static final MethodRef METHOD = new MethodRef("T", "f", "(J)J");
    private static final Access PLAIN = new Access(8, true, Order.PLAIN, Alias.RAW);

    /** Loads {@code count} numbers before it uses any, with a call between if so told. */
    private static MachineCode loads(int count, boolean call) {
        Graph graph = new Graph(METHOD, List.of(Type.I64), Type.I64);
        Block block = graph.newBlock();
        Value at = block.add(Op.PARAM, Type.I64);
        List<Value> loaded = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loaded.add(block.add(Op.LOAD, Type.I64, at).imm(8L * i).aux(PLAIN));
        }
        Value sum = call ? block.add(Op.CALL, Type.I64, at).aux(METHOD) : at;
        for (Value value : loaded) {
            sum = block.add(Op.XOR, Type.I64, sum, value);
        }
        block.endReturn(sum);
        return Lowering.lower(graph, object -> "object", ".Lt");
    }

    private static long count(MachineCode code, Kind kind) {
        return code.blocks().stream()
                .flatMap(block -> block.instructions().stream())
                .filter(instruction -> instruction.kind() == kind)
                .count();
    }

    @Test
    void temporariesComeBeforeRegistersThatMustBeSaved() {
        assertEquals(
                List.of(),
                RegisterAllocator.allocate(loads(Convention.TEMPORARY.size() - 1, false))
                        .saved());
        assertEquals(
                1,
                RegisterAllocator.allocate(loads(Convention.TEMPORARY.size(), false))
                        .saved()
                        .size());
    }

    @Test
    void whatIsNeededBehindACallIsInSavedRegisters() {
        MachineCode code = loads(5, true);
        Allocation allocation = RegisterAllocator.allocate(code);
        AllocationChecker.check(code, allocation);
        assertEquals(5, allocation.saved().size());
        assertEquals(0, allocation.slots());
    }

    @Test
    void whatFindsNoRegisterLivesInTheStack() {
        MachineCode code = loads(40, false);
        Allocation allocation = RegisterAllocator.allocate(code);
        AllocationChecker.check(code, allocation);
        assertTrue(allocation.slots() > 12 && allocation.slots() < 20, allocation.slots() + " slots");
        assertEquals(count(code, Kind.SPILL), count(code, Kind.RELOAD));
    }

    @Test
    void constantsAreMadeAgainRatherThanKeptInTheStack() {
        Graph graph = new Graph(METHOD, List.of(Type.I64), Type.I64);
        Block entry = graph.newBlock();
        Block loop = graph.newBlock();
        Block exit = graph.newBlock();
        Value start = entry.add(Op.PARAM, Type.I64);
        entry.endGoto(loop);
        Value phi = loop.addPhi(Type.I64);
        Value mixed = phi;
        for (int i = 0; i < 40; i++) {
            mixed = loop.add(Op.XOR, Type.I64, mixed, loop.constant(Type.I64, 0x1_0000_0000L * i + 0x12345));
        }
        loop.endIf(mixed, loop, exit);
        phi.args().addAll(List.of(start, mixed));
        exit.endReturn(mixed);
        MachineCode code = Lowering.lower(graph, object -> "object", ".Lt");
        Allocation allocation = RegisterAllocator.allocate(code);
        AllocationChecker.check(code, allocation);
        assertEquals(0, allocation.slots());
        assertTrue(count(code, Kind.CONSTANT) >= 40);
    }

    private static void lose(MachineCode code, Predicate<MachineInstruction> which) {
        for (MachineBlock block : code.blocks()) {
            for (int i = 0; i < block.instructions().size(); i++) {
                if (which.test(block.instructions().get(i))) {
                    block.instructions().remove(i);
                    return;
                }
            }
        }
        throw new IllegalStateException("none is there");
    }

    @Test
    void theCheckerFindsALostReloadAndALostSpill() {
        for (Kind kind : List.of(Kind.RELOAD, Kind.SPILL)) {
            MachineCode code = loads(40, false);
            Allocation allocation = RegisterAllocator.allocate(code);
            lose(code, instruction -> instruction.kind() == kind);
            assertThrows(IllegalStateException.class, () -> AllocationChecker.check(code, allocation));
        }
    }

    @Test
    void theCheckerFindsTwoValuesInOneRegister() {
        MachineCode code = loads(5, false);
        Allocation honest = RegisterAllocator.allocate(code);
        int[] registers = new int[code.registers()];
        int[] origins = new int[code.registers()];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = honest.register(i).number();
            origins[i] = honest.origin(i);
        }
        List<MachineInstruction> loads = code.blocks().getFirst().instructions().stream()
                .filter(instruction -> instruction.toString().startsWith("ld "))
                .toList();
        registers[loads.get(1).def(0)] = registers[loads.get(2).def(0)];
        Allocation merged = new Allocation(registers, origins, 0, List.of());
        Exception e = assertThrows(IllegalStateException.class, () -> AllocationChecker.check(code, merged));
        assertTrue(String.valueOf(e.getMessage()).contains("T.f(J)J"), e.getMessage());
    }

    @Test
    void theSameCodeGetsTheSameRegisters() {
        for (int i = 0; i < 3; i++) {
            MachineCode one = loads(40, true);
            MachineCode other = loads(40, true);
            Allocation first = RegisterAllocator.allocate(one);
            Allocation second = RegisterAllocator.allocate(other);
            assertEquals(one.toString(), other.toString());
            for (int register = 0; register < one.registers(); register++) {
                assertEquals(first.register(register), second.register(register));
            }
        }
    }
}

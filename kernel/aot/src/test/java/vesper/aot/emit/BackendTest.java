package vesper.aot.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.isa.Instruction;
import vesper.isa.Register;

@Timeout(60)
class BackendTest {
    private static final Access PLAIN = new Access(8, true, Order.PLAIN, Alias.RAW);

    private static Graph graph(String name, Type result, Type... parameters) {
        return new Graph(new MethodRef("T", name, "()V"), List.of(parameters), result);
    }

    private static String symbol(String name) {
        return "T." + name + "()V";
    }

    @Test
    void aLoopSumsUp() throws Exception {
        Graph g = graph("sum", Type.I64, Type.I32);
        Block entry = g.newBlock();
        Block head = g.newBlock();
        Block body = g.newBlock();
        Block exit = g.newBlock();
        Value n = entry.add(Op.PARAM, Type.I32);
        Value zero = entry.constant(Type.I32, 0);
        Value zeroLong = entry.constant(Type.I64, 0);
        entry.endGoto(head);
        Value i = head.addPhi(Type.I32);
        Value sum = head.addPhi(Type.I64);
        head.endIf(head.add(Op.LT, Type.I32, i, n), body, exit);
        Value wide = body.add(Op.I2L, Type.I64, i);
        Value newSum = body.add(Op.ADD, Type.I64, sum, wide);
        Value newI = body.add(Op.ADD, Type.I32, i, body.constant(Type.I32, 1));
        body.endGoto(head);
        i.args().addAll(List.of(zero, newI));
        sum.args().addAll(List.of(zeroLong, newSum));
        exit.endReturn(sum);
        Guest guest = new Guest();
        guest.add(g);
        guest.call(symbol("sum"), 100);
        guest.call(symbol("sum"), 0);
        List<Guest.Outcome> outcomes = guest.run();
        assertEquals(4950, outcomes.get(0).value());
        assertEquals(0, outcomes.get(1).value());
        assertEquals(100 * 3 + 6, outcomes.get(0).instructions(), outcomes.toString());
    }

    @Test
    void recursionKeepsWhatIsNeededBehindTheCall() throws Exception {
        Graph g = graph("fib", Type.I32, Type.I32);
        Block entry = g.newBlock();
        Block small = g.newBlock();
        Block big = g.newBlock();
        Value n = entry.add(Op.PARAM, Type.I32);
        entry.endIf(entry.add(Op.LT, Type.I32, n, entry.constant(Type.I32, 2)), small, big);
        small.endReturn(n);
        Value a = big.add(Op.CALL, Type.I32, big.add(Op.SUB, Type.I32, n, big.constant(Type.I32, 1)))
                .aux(g.method());
        Value b = big.add(Op.CALL, Type.I32, big.add(Op.SUB, Type.I32, n, big.constant(Type.I32, 2)))
                .aux(g.method());
        big.endReturn(big.add(Op.ADD, Type.I32, a, b));
        Guest guest = new Guest();
        guest.add(g);
        guest.call(symbol("fib"), 20);
        assertEquals(6765, guest.run().getFirst().value());
    }

    private static Value parameter(Block block, Type type, int index) {
        return block.add(Op.PARAM, type).imm(index);
    }

    private static List<Long> values(Guest guest) throws Exception {
        return guest.run().stream().map(Guest.Outcome::value).toList();
    }

    @Test
    void compareAndSwapStoresOnlyWhatIsExpected() throws Exception {
        Graph g = graph("cas", Type.I64, Type.I64, Type.I64);
        Block block = g.newBlock();
        Value expected = parameter(block, Type.I64, 0);
        Value wanted = parameter(block, Type.I64, 1);
        Object cell = new Object();
        Value at = block.add(Op.OBJECT, Type.REF).aux(cell);
        Value stored = block.add(Op.CAS, Type.I32, at, expected, wanted).imm(8);
        Value there = block.add(Op.LOAD, Type.I64, at).aux(PLAIN);
        Value shifted = block.add(Op.SHL, Type.I64, there, block.constant(Type.I32, 1));
        block.endReturn(block.add(Op.ADD, Type.I64, shifted, block.add(Op.I2L, Type.I64, stored)));
        Guest guest = new Guest();
        guest.object(cell, 5);
        guest.add(g);
        guest.call(symbol("cas"), 4, 9);
        guest.call(symbol("cas"), 5, 7);
        guest.call(symbol("cas"), 5, 9);
        assertEquals(List.of(10L, 15L, 14L), values(guest));
    }

    @Test
    void dataFarFromTheGlobalPointerIsReached() throws Exception {
        Graph g = graph("far", Type.I64, Type.I64);
        Block block = g.newBlock();
        Value wanted = parameter(block, Type.I64, 0);
        Value far = block.add(Op.SYMBOL, Type.I64).aux("far");
        Value before = block.add(Op.LOAD, Type.I64, far).imm(8).aux(PLAIN);
        block.add(Op.STORE, Type.VOID, far, wanted).imm(8).aux(PLAIN);
        block.endReturn(before);
        Guest guest = new Guest();
        guest.data("near", new long[1000]);
        guest.data("far", 1, 2, 3);
        guest.add(g);
        guest.call(symbol("far"), 40);
        guest.call(symbol("far"), 50);
        assertEquals(List.of(2L, 40L), values(guest));
    }

    @Test
    void codeIsCalledByItsAddress() throws Exception {
        Graph g = graph("indirect", Type.I64, Type.I64, Type.I64);
        Block block = g.newBlock();
        Value a = parameter(block, Type.I64, 0);
        Value b = parameter(block, Type.I64, 1);
        Value code = block.add(Op.SYMBOL, Type.I64).aux("subtract");
        block.endReturn(block.add(Op.CALL_INDIRECT, Type.I64, code, b, a));
        Guest guest = new Guest();
        guest.add(g);
        guest.assembler.label("subtract");
        guest.assembler.sub(Register.A0, Register.A0, Register.A1);
        guest.assembler.ret();
        guest.call(symbol("indirect"), 30, 100);
        assertEquals(List.of(70L), values(guest));
    }

    @Test
    void codeMayBeChangedBeforeItIsWritten() throws Exception {
        Graph g = graph("subtract", Type.I64, Type.I64, Type.I64);
        Block block = g.newBlock();
        Value a = parameter(block, Type.I64, 0);
        Value b = parameter(block, Type.I64, 1);
        block.endReturn(block.add(Op.SUB, Type.I64, a, b));
        Guest guest = new Guest();
        guest.backend.beforeWriting(allocated -> allocated
                .code()
                .blocks()
                .getFirst()
                .instructions()
                .replaceAll(one -> one.toString().startsWith("sub ") ? one.withRow(Instruction.ADD, 0) : one));
        guest.add(g);
        guest.call(symbol("subtract"), 30, 12);
        assertEquals(List.of(42L), values(guest));
    }

    @Test
    void aSystemCallTraps() throws Exception {
        Graph g = graph("ecall", Type.I64, Type.I64, Type.I64, Type.I64, Type.I64);
        Block block = g.newBlock();
        Value[] arguments = new Value[4];
        Arrays.setAll(arguments, i -> parameter(block, Type.I64, i));
        block.endReturn(block.add(Op.ECALL, Type.I64, arguments));
        Guest guest = new Guest();
        guest.add(g);
        guest.call(symbol("ecall"), 1, 2, 3, 4);
        assertEquals(11, guest.run().getFirst().cause());
    }

    @Test
    void aFailedCheckTrapsAtItsOwnSite() throws Exception {
        Graph g = graph("check", Type.I32, Type.I32, Type.I32);
        Block entry = g.newBlock();
        Value i = entry.add(Op.PARAM, Type.I32);
        Value n = entry.add(Op.PARAM, Type.I32).imm(1);
        entry.add(Op.CHECK, Type.VOID, entry.add(Op.LTU, Type.I32, i, n)).aux(Failure.BOUNDS);
        entry.add(Op.CHECK, Type.VOID, entry.add(Op.NE, Type.I32, i, entry.constant(Type.I32, 0)))
                .aux(Failure.DIVISION);
        entry.endReturn(i);
        Guest guest = new Guest();
        guest.add(g);
        guest.call(symbol("check"), 3, 4);
        guest.call(symbol("check"), -1, 4);
        guest.call(symbol("check"), 0, 4);
        List<Guest.Outcome> outcomes = guest.run();
        assertEquals(new Guest.Outcome(-1, 3, 3), outcomes.getFirst());
        List<CodeLog.Site> sites = guest.log.sites().stream()
                .filter(site -> site.kind() == CodeLog.Kind.FAILURE)
                .toList();
        assertEquals(
                List.of(Failure.BOUNDS, Failure.DIVISION),
                sites.stream().map(CodeLog.Site::failure).toList());
        for (int i1 = 0; i1 < 2; i1++) {
            assertEquals(3, outcomes.get(i1 + 1).cause());
            assertEquals(
                    guest.program().address(sites.get(i1).start()),
                    outcomes.get(i1 + 1).value());
        }
    }
}

package vesper.aot.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

@Timeout(60)
class BackendTest {
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

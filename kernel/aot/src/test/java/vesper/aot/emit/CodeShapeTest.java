package vesper.aot.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Amo;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Small methods and the code that they should have. */
class CodeShapeTest {
    private static final Type I = Type.I32;
    private static final Type L = Type.I64;

    /** Of a method of one block that gives back what {@code body} makes of the parameters. */
    private static String code(BiFunction<Block, Value[], Value> body, Type... parameters) {
        Graph graph = new Graph(new MethodRef("T", "f", "()V"), List.of(parameters), L);
        Block block = graph.newBlock();
        Value[] values = new Value[parameters.length];
        Arrays.setAll(values, i -> block.add(Op.PARAM, parameters[i]).imm(i));
        block.endReturn(body.apply(block, values));
        return String.join("; ", Listing.of(graph));
    }

    private static Value constant(Block block, Value like, long imm) {
        return block.constant(like.type(), imm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD | 5 | addi a0,a0,5; ret",
                "ADD | 0x800 | addi a0,a0,2047; addi a0,a0,1; ret",
                "ADD | 0x12000 | lui a5,0x12; add a0,a0,a5; ret",
                "SUB | 5 | addi a0,a0,-5; ret",
                "MUL | 64 | slli a0,a0,0x6; ret",
                "DIVU | 64 | srli a0,a0,0x6; ret",
                "REMU | 64 | andi a0,a0,63; ret",
                "REMU | 0x10000 | slli a0,a0,0x30; srli a0,a0,0x30; ret",
                "AND | -16 | andi a0,a0,-16; ret",
                "AND | 0xffffffff | slli a0,a0,0x20; srli a0,a0,0x20; ret",
                "XOR | -1 | not a0,a0; ret",
                "EQ | 0 | seqz a0,a0; ret",
                "NE | 7 | addi a0,a0,-7; snez a0,a0; ret",
                "LT | 7 | slti a0,a0,7; ret",
                "GE | 7 | slti a0,a0,7; xori a0,a0,1; ret",
                "LTU | 7 | sltiu a0,a0,7; ret",
                "SHL | 66 | slli a0,a0,0x2; ret"
            })
    void constantsAreImmediatesWhereTheyFit(Op op, String imm, String expected) {
        assertEquals(expected, code((b, v) -> b.add(op, L, v[0], constant(b, v[0], Long.decode(imm))), L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD | addw a0,a0,a1; ret",
                "SUB | subw a0,a0,a1; ret",
                "MUL | mulw a0,a0,a1; ret",
                "DIVU | divuw a0,a0,a1; ret",
                "USHR | srlw a0,a0,a1; ret",
                "XOR | xor a0,a0,a1; ret"
            })
    void intsNeedNoExtension(Op op, String expected) {
        assertEquals(expected, code((b, v) -> b.add(op, I, v[0], v[1]), I, I));
        assertEquals(
                expected.replace("xor a0,a0,a1", "xor a0,a0,a1; sext.w a0,a0"),
                op == Op.DIVU || op == Op.USHR
                        ? expected
                        : code((b, v) -> b.add(Op.L2I, I, b.add(op, L, v[0], v[1])), L, L));
    }

    private static Access access(int width, boolean signed, Order order) {
        return new Access(width, signed, order, Alias.RAW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN | lw a0,4(a0); ret",
                "OPAQUE | lw a0,4(a0); ret",
                "ACQUIRE | lw a0,4(a0); fence r,rw; ret",
                "RELEASE | lw a0,4(a0); ret",
                "VOLATILE | fence rw,rw; lw a0,4(a0); fence r,rw; ret"
            })
    void loadsHaveTheirFences(Order order, String expected) {
        assertEquals(expected, code((b, v) -> b.add(Op.LOAD, I, v[0]).imm(4).aux(access(4, true, order)), L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN | sw a1,4(a0); ret",
                "ACQUIRE | sw a1,4(a0); ret",
                "RELEASE | fence rw,w; sw a1,4(a0); ret",
                "VOLATILE | fence rw,w; sw a1,4(a0); fence rw,rw; ret"
            })
    void storesHaveTheirFences(Order order, String expected) {
        assertEquals(
                expected,
                code(
                        (b, v) -> {
                            b.add(Op.STORE, Type.VOID, v[0], v[1]).imm(4).aux(access(4, true, order));
                            return v[0];
                        },
                        L,
                        I));
    }

    @Test
    void loadsExtendByThemselves() {
        Access plain = access(4, true, Order.PLAIN);
        assertEquals(
                "lwu a0,0(a0); ret",
                code((b, v) -> b.add(Op.ZEXT32, L, b.add(Op.LOAD, I, v[0]).aux(plain)), L));
        Access signedByte = access(1, true, Order.PLAIN);
        assertEquals(
                "lbu a0,0(a0); ret",
                code((b, v) -> b.add(Op.AND, I, b.add(Op.LOAD, I, v[0]).aux(signedByte), b.constant(I, 255)), L));
    }

    @Test
    void sumsOfConstantsAreOffsets() {
        Access plain = access(8, true, Order.PLAIN);
        assertEquals(
                "slli a1,a1,0x3; add a0,a0,a1; ld a0,24(a0); ret",
                code(
                        (b, v) -> {
                            Value scaled = b.add(Op.SHL, L, b.add(Op.I2L, L, v[1]), b.constant(I, 3));
                            Value sum = b.add(Op.ADD, L, b.add(Op.ADD, L, scaled, v[0]), b.constant(L, 8));
                            return b.add(Op.LOAD, L, sum).imm(16).aux(plain);
                        },
                        L,
                        I));
    }

    @Test
    void devicesAreReachedFromTheUpperBitsOfTheirAddress() {
        Access device = access(1, true, Order.OPAQUE);
        assertEquals(
                "lui a5,0x10000; sb a0,5(a5); ret",
                code(
                        (b, v) -> {
                            b.add(Op.STORE, Type.VOID, b.constant(L, 0x1000_0000L), v[0])
                                    .imm(5)
                                    .aux(device);
                            return v[0];
                        },
                        L));
    }

    @Test
    void smallConstantsForCsrsAreImmediates() {
        assertEquals(
                "csrsi mstatus,8; ret",
                code(
                        (b, v) -> {
                            b.add(Op.CSR_SET, L, b.constant(L, 8)).imm(0x300);
                            return v[0];
                        },
                        L));
    }

    @Test
    void atomicsKeepTheirOrder() {
        assertEquals(
                "amoswap.w.aqrl zero,a1,(a0); ret",
                code(
                        (b, v) -> {
                            b.add(Op.AMO, I, v[0], v[1]).aux(new Amo(Amo.Kind.SWAP, 4, true, true));
                            return v[0];
                        },
                        L,
                        I));
    }

    private static String conditional(Function<Block, Value> condition, Type... parameters) {
        return code(
                (b, v) -> {
                    b.add(Op.CHECK, Type.VOID, condition.apply(b)).aux(Failure.NULL);
                    return v[0];
                },
                parameters);
    }

    @Test
    void checksAreOneBranch() {
        assertEquals(
                "bgeu a0,a1,0x80000006; ret; ebreak",
                conditional(b -> b.add(Op.LTU, I, b.values().get(0), b.values().get(1)), I, I));
        assertEquals(
                "blez a0,0x80000006; ret; ebreak",
                conditional(b -> b.add(Op.GE, I, b.values().get(0), b.constant(I, 1)), I));
        assertEquals(
                "slli a5,a0,0x2b; bltz a5,0x8000000a; ret; ebreak",
                conditional(
                        b -> b.add(
                                Op.EQ,
                                I,
                                b.add(Op.AND, L, b.values().get(0), b.constant(L, 1 << 20)),
                                b.constant(L, 0)),
                        L));
    }

    @Test
    void argumentsThatChangePlacesGoThroughOneRegister() {
        MethodRef f = new MethodRef("T", "f", "()V");
        assertEquals(
                "addi sp,sp,-16; sd ra,8(sp); add a5,zero,a0; add a0,zero,a1; add a1,zero,a5; jal 0x80000000;"
                        + " ld ra,8(sp); addi sp,sp,16; ret",
                code((b, v) -> b.add(Op.CALL, L, v[1], v[0]).aux(f), L, L));
    }

    @Test
    void aLoopHasOneBranchAndItsConstantsBeforeIt() {
        Graph g = new Graph(new MethodRef("T", "f", "()V"), List.of(L, L), L);
        Block entry = g.newBlock();
        Block head = g.newBlock();
        Block body = g.newBlock();
        Block exit = g.newBlock();
        Value n = entry.add(Op.PARAM, L);
        Value x = entry.add(Op.PARAM, L).imm(1);
        Value zero = entry.constant(L, 0);
        entry.endGoto(head);
        Value i = head.addPhi(L);
        Value sum = head.addPhi(L);
        head.endIf(head.add(Op.LT, I, i, n), body, exit);
        Value mixed = body.add(Op.XOR, L, sum, body.constant(L, 0x1234_5678));
        Value nextSum = body.add(Op.ADD, L, mixed, x);
        Value next = body.add(Op.ADD, L, i, body.constant(L, 1));
        body.endGoto(head);
        exit.endReturn(sum);
        i.args().addAll(List.of(zero, next));
        sum.args().addAll(List.of(zero, nextSum));
        assertEquals(
                "lui a3,0x12345; addiw a3,a3,1656; li a4,0; li a5,0; j 0x80000014;"
                        + " xor a5,a5,a3; add a5,a5,a1; addi a4,a4,1; blt a4,a0,0x8000000e; add a0,zero,a5; ret",
                String.join("; ", Listing.of(g)));
    }
}

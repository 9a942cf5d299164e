package vesper.aot.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

/** The code of a method that does nothing but one {@link Op}, on 64 bits where it has the choice. */
class OpsTest {
    private static final Set<Op> EXPANDED_BEFORE = EnumSet.of(Op.CALL_VIRTUAL, Op.INSTANCE_OF);
    private static final MethodRef CALLEE = new MethodRef("T", "f", "()V");
    private static final Map<Op, String> CODE = new EnumMap<>(Op.class);

    static {
        CODE.put(Op.CONST, "li a0,42; ret");
        CODE.put(Op.OBJECT, "addi a0,gp,16; ret");
        CODE.put(Op.SYMBOL, "addi a0,gp,16; ret");
        CODE.put(Op.PARAM, "ret");
        CODE.put(Op.PHI, "li a0,1; ret");
        CODE.put(Op.ADD, "add a0,a0,a1; ret");
        CODE.put(Op.SUB, "sub a0,a0,a1; ret");
        CODE.put(Op.MUL, "mul a0,a0,a1; ret");
        CODE.put(Op.MULH, "mulh a0,a0,a1; ret");
        CODE.put(Op.MULHU, "mulhu a0,a0,a1; ret");
        CODE.put(Op.DIV, "div a0,a0,a1; ret");
        CODE.put(Op.REM, "rem a0,a0,a1; ret");
        CODE.put(Op.DIVU, "divu a0,a0,a1; ret");
        CODE.put(Op.REMU, "remu a0,a0,a1; ret");
        CODE.put(Op.AND, "and a0,a0,a1; ret");
        CODE.put(Op.OR, "or a0,a0,a1; ret");
        CODE.put(Op.XOR, "xor a0,a0,a1; ret");
        CODE.put(Op.SHL, "sll a0,a0,a1; ret");
        CODE.put(Op.SHR, "sra a0,a0,a1; ret");
        CODE.put(Op.USHR, "srl a0,a0,a1; ret");
        CODE.put(Op.EQ, "xor a0,a0,a1; seqz a0,a0; ret");
        CODE.put(Op.NE, "xor a0,a0,a1; snez a0,a0; ret");
        CODE.put(Op.LT, "slt a0,a0,a1; ret");
        CODE.put(Op.GE, "slt a0,a0,a1; xori a0,a0,1; ret");
        CODE.put(Op.LTU, "sltu a0,a0,a1; ret");
        CODE.put(Op.GEU, "sltu a0,a0,a1; xori a0,a0,1; ret");
        CODE.put(Op.CMP, "slt a5,a1,a0; slt a0,a0,a1; sub a0,a5,a0; ret");
        CODE.put(Op.CMPU, "sltu a5,a1,a0; sltu a0,a0,a1; sub a0,a5,a0; ret");
        CODE.put(Op.SEXT8, "slli a0,a0,0x38; srai a0,a0,0x38; ret");
        CODE.put(Op.SEXT16, "slli a0,a0,0x30; srai a0,a0,0x30; ret");
        CODE.put(Op.ZEXT8, "zext.b a0,a0; ret");
        CODE.put(Op.ZEXT16, "slli a0,a0,0x30; srli a0,a0,0x30; ret");
        CODE.put(Op.I2L, "ret");
        CODE.put(Op.L2I, "sext.w a0,a0; ret");
        CODE.put(Op.ZEXT32, "slli a0,a0,0x20; srli a0,a0,0x20; ret");
        CODE.put(Op.LOAD, "ld a0,8(a0); ret");
        CODE.put(Op.STORE, "sd a1,8(a0); ret");
        CODE.put(Op.AMO, "amoadd.d.aq a0,a1,(a0); ret");
        CODE.put(
                Op.CAS,
                "lr.d.aqrl a4,(a0); bne a4,a1,0x8000000e; sc.d.rl a5,a2,(a0); bnez a5,0x80000000; xor a0,a4,a1; seqz a0,a0; ret");
        CODE.put(Op.FENCE, "fence rw,w; ret");
        CODE.put(Op.CHECK, "beqz a0,0x80000004; ret; ebreak");
        CODE.put(Op.CALL, "addi sp,sp,-16; sd ra,8(sp); jal 0x80000000; ld ra,8(sp); addi sp,sp,16; ret");
        CODE.put(Op.CALL_INDIRECT, "addi sp,sp,-16; sd ra,8(sp); jalr a0; ld ra,8(sp); addi sp,sp,16; ret");
        CODE.put(Op.CSR_READ, "csrr a0,mscratch; ret");
        CODE.put(Op.CSR_WRITE, "csrw mscratch,a0; ret");
        CODE.put(Op.CSR_SWAP, "csrrw a0,mscratch,a0; ret");
        CODE.put(Op.CSR_SET, "csrrs a0,mscratch,a0; ret");
        CODE.put(Op.CSR_CLEAR, "csrrc a0,mscratch,a0; ret");
        CODE.put(Op.WFI, "wfi; ret");
        CODE.put(Op.PAUSE, "pause; ret");
        CODE.put(Op.FENCE_I, "fence.i; ret");
        CODE.put(Op.SFENCE_VMA, "sfence.vma a0; ret");
        CODE.put(Op.ECALL, "add a7,zero,a0; add a0,zero,a1; add a1,zero,a2; add a2,zero,a3; ecall; ret");
        CODE.put(Op.GET_TP, "add a0,zero,tp; ret");
        CODE.put(Op.SET_TP, "add tp,zero,a0; ret");
    }

    private static Object aux(Op op) {
        return switch (op) {
            case OBJECT -> new Object();
            case SYMBOL -> "symbol";
            case LOAD, STORE -> new Access(8, true, Order.PLAIN, Alias.RAW);
            case AMO -> new Amo(Amo.Kind.ADD, 8, true, false);
            case CHECK -> Failure.NULL;
            case INSTANCE_OF -> "T";
            case CALL, CALL_VIRTUAL -> CALLEE;
            default -> "";
        };
    }

    private static int argumentCount(Op op) {
        return switch (op) {
            case CONST, OBJECT, SYMBOL, PARAM, PHI, FENCE, CSR_READ, WFI, PAUSE, FENCE_I, GET_TP -> 0;
            case SEXT8, SEXT16, ZEXT8, ZEXT16, I2L, L2I, ZEXT32, LOAD, CHECK, INSTANCE_OF -> 1;
            case CSR_WRITE, CSR_SWAP, CSR_SET, CSR_CLEAR, SFENCE_VMA, SET_TP, CALL_INDIRECT -> 1;
            case CAS -> 3;
            case ECALL -> 4;
            default -> 2;
        };
    }

    private static Type argumentType(Op op, int index) {
        return switch (op) {
            case CHECK, I2L, ZEXT32 -> Type.I32;
            case SHL, SHR, USHR -> index == 1 ? Type.I32 : Type.I64;
            default -> Type.I64;
        };
    }

    private static Type type(Op op) {
        return switch (op) {
            case EQ, NE, LT, GE, LTU, GEU, CMP, CMPU, L2I, CAS, INSTANCE_OF -> Type.I32;
            case STORE, FENCE, CHECK, CSR_WRITE, WFI, PAUSE, FENCE_I, SFENCE_VMA, SET_TP -> Type.VOID;
            default -> Type.I64;
        };
    }

    private static long imm(Op op) {
        return switch (op) {
            case CONST -> 42;
            case LOAD, STORE, CAS -> 8;
            case FENCE -> 0x31;
            case CSR_READ, CSR_WRITE, CSR_SWAP, CSR_SET, CSR_CLEAR -> 0x340;
            default -> 0;
        };
    }

    private static Graph graph(Op op) {
        List<Type> parameters = new ArrayList<>();
        for (int i = 0; i < argumentCount(op); i++) {
            parameters.add(argumentType(op, i));
        }
        Graph graph = new Graph(CALLEE, parameters, type(op));
        Block block = graph.newBlock();
        Value[] arguments = new Value[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = block.add(Op.PARAM, parameters.get(i)).imm(i);
        }
        if (op == Op.PHI) {
            return phi(graph, block);
        }
        Value value = block.add(op, type(op), arguments).imm(imm(op)).aux(aux(op));
        block.endReturn(type(op) == Type.VOID ? null : value);
        return graph;
    }

    private static Graph phi(Graph graph, Block block) {
        Block join = graph.newBlock();
        Value one = block.constant(Type.I64, 1);
        block.endGoto(join);
        Value phi = join.addPhi(Type.I64);
        phi.args().add(one);
        join.endReturn(phi);
        return graph;
    }

    @ParameterizedTest
    @EnumSource(Op.class)
    void eachBecomesItsInstructions(Op op) {
        if (EXPANDED_BEFORE.contains(op)) {
            assertThrows(IllegalArgumentException.class, () -> Listing.of(graph(op)));
        } else {
            assertEquals(CODE.get(op), String.join("; ", Listing.of(graph(op))));
        }
    }

    @Test
    void noneIsMissing() {
        Set<Op> missing = EnumSet.allOf(Op.class);
        missing.removeAll(CODE.keySet());
        assertEquals(EXPANDED_BEFORE, missing);
    }
}

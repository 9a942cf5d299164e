package vesper.aot.intrinsic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Amo;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;
import vesper.metal.Atomic;
import vesper.metal.Csr;

/** {@code vesper.metal} but for {@code Mem}. */
final class MetalIntrinsics {
    private static final String ATOMIC = "vesper/metal/Atomic";
    private static final String CPU = "vesper/metal/Cpu";
    private static final String CSR = "vesper/metal/Csr";

    // The sets of a fence: unprivileged manual, 2.7.
    private static final int I = 8;
    private static final int O = 4;
    private static final int R = 2;
    private static final int W = 1;

    private MetalIntrinsics() {}

    static void addTo(Intrinsics table) {
        csrs(table);
        cpu(table);
        fences(table);
        atomicAccesses(table);
        atomicOperations(table);
        table.add(
                "vesper/metal/Symbol",
                "address",
                "(Ljava/lang/String;)Lvesper/metal/Addr;",
                0,
                (e, args) -> e.add(Op.SYMBOL, Type.I64).aux(args.get(0).aux()));
    }

    private static void csrs(Intrinsics table) {
        csr(table, "read", "(I)J", Op.CSR_READ);
        csr(table, "write", "(IJ)V", Op.CSR_WRITE);
        csr(table, "set", "(IJ)V", Op.CSR_SET);
        csr(table, "clear", "(IJ)V", Op.CSR_CLEAR);
        csr(table, "swap", "(IJ)J", Op.CSR_SWAP);
        csr(table, "readAndClear", "(IJ)J", Op.CSR_CLEAR);
    }

    private static void csr(Intrinsics table, String name, String descriptor, Op op) {
        boolean hasResult = descriptor.endsWith("J");
        table.add(CSR, name, descriptor, 0, (e, args) -> {
            Value[] operands = args.subList(1, args.size()).toArray(Value[]::new);
            Value value = e.add(op, op == Op.CSR_WRITE ? Type.VOID : Type.I64, operands)
                    .imm(args.get(0).imm());
            return hasResult ? value : null;
        });
    }

    private static void cpu(Intrinsics table) {
        table.add(
                CPU, "hartid", "()J", (e, args) -> e.add(Op.CSR_READ, Type.I64).imm(Csr.MHARTID));
        table.add(CPU, "local", "()Ljava/lang/Object;", (e, args) -> e.add(Op.GET_TP, Type.REF));
        plain(table, "setLocal", "(Ljava/lang/Object;)V", Op.SET_TP);
        plain(table, "wfi", "()V", Op.WFI);
        plain(table, "pause", "()V", Op.PAUSE);
        plain(table, "fenceI", "()V", Op.FENCE_I);
        plain(table, "sfenceVma", "()V", Op.SFENCE_VMA);
        plain(table, "sfenceVma", "(J)V", Op.SFENCE_VMA);
        table.add(CPU, "ecall", "(JJJJ)J", (e, args) -> e.add(Op.ECALL, Type.I64, args.toArray(Value[]::new)));
        table.add(CPU, "ecall", "(JJJJJ)J", (e, args) -> e.add(Op.ECALL, Type.I64, args.toArray(Value[]::new)));
        table.add(
                CPU,
                "call",
                "(Lvesper/metal/Addr;J)J",
                (e, args) -> e.add(Op.CALL_INDIRECT, Type.I64, args.toArray(Value[]::new)));
    }

    private static void plain(Intrinsics table, String name, String descriptor, Op op) {
        table.add(CPU, name, descriptor, (e, args) -> nothing(e.add(op, Type.VOID, args.toArray(Value[]::new))));
    }

    private static @Nullable Value nothing(Value effect) {
        return effect.type() == Type.VOID ? null : effect;
    }

    private static void fences(Intrinsics table) {
        fence(table, "fence", I | O | R | W, I | O | R | W);
        fence(table, "fenceMemory", R | W, R | W);
        fence(table, "fenceAcquire", R, R | W);
        fence(table, "fenceRelease", R | W, W);
        fence(table, "fenceBeforeDevice", W, O);
        fence(table, "fenceAfterDevice", I, R);
    }

    private static void fence(Intrinsics table, String name, int before, int after) {
        table.add(CPU, name, "()V", (e, args) -> {
            e.add(Op.FENCE, Type.VOID).imm(((long) before << 4) | after);
            return null;
        });
    }

    private static long valueOffset(Emission e) {
        try {
            return e.layout().offset(Atomic.class.getDeclaredField("value"));
        } catch (NoSuchFieldException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Access access(Order order) {
        return new Access(8, true, order, Access.Alias.field("vesper.metal.Atomic.value"));
    }

    private static void atomicAccesses(Intrinsics table) {
        table.add(ATOMIC, "load", "()J", (e, args) -> load(e, args, Order.OPAQUE));
        table.add(ATOMIC, "loadAcquire", "()J", (e, args) -> load(e, args, Order.ACQUIRE));
        table.add(ATOMIC, "store", "(J)V", (e, args) -> store(e, args, Order.OPAQUE));
        table.add(ATOMIC, "storeRelease", "(J)V", (e, args) -> store(e, args, Order.RELEASE));
        table.add(ATOMIC, "compareAndSwap", "(JJ)Z", (e, args) -> {
            e.checkNull(args.get(0));
            Value address = e.address(args.get(0), valueOffset(e));
            return e.add(Op.CAS, Type.I32, address, args.get(1), args.get(2)).imm(8);
        });
    }

    private static Value load(Emission e, List<Value> args, Order order) {
        e.checkNull(args.get(0));
        return e.load(Type.I64, args.get(0), valueOffset(e), access(order));
    }

    private static @Nullable Value store(Emission e, List<Value> args, Order order) {
        e.checkNull(args.get(0));
        return nothing(e.store(args.get(0), valueOffset(e), args.get(1), access(order)));
    }

    private static void atomicOperations(Intrinsics table) {
        amo(table, "swapAcquire", new Amo(Amo.Kind.SWAP, 8, true, false));
        amo(table, "swapRelease", new Amo(Amo.Kind.SWAP, 8, false, true));
        amo(table, "getAndAdd", new Amo(Amo.Kind.ADD, 8, false, false));
        amo(table, "getAndAddAcquireRelease", new Amo(Amo.Kind.ADD, 8, true, true));
        amo(table, "getAndOrAcquireRelease", new Amo(Amo.Kind.OR, 8, true, true));
        amo(table, "getAndAndAcquireRelease", new Amo(Amo.Kind.AND, 8, true, true));
    }

    private static void amo(Intrinsics table, String name, Amo amo) {
        table.add(ATOMIC, name, "(J)J", (e, args) -> {
            e.checkNull(args.get(0));
            return e.add(Op.AMO, Type.I64, e.address(args.get(0), valueOffset(e)), args.get(1))
                    .aux(amo);
        });
    }
}

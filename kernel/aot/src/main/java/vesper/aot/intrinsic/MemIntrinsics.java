package vesper.aot.intrinsic;

import java.util.Locale;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Amo;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;

/** {@code vesper.metal.Mem}: by kind, width in bits and order. */
final class MemIntrinsics {
    private static final String MEM = "vesper/metal/Mem";

    private MemIntrinsics() {}

    static void addTo(Intrinsics table) {
        for (int bits = 8; bits <= 64; bits *= 2) {
            loads(table, bits);
            stores(table, bits);
        }
        for (int bits = 32; bits <= 64; bits *= 2) {
            for (Amo.Kind kind : Amo.Kind.values()) {
                amos(table, kind, bits);
            }
            compareAndSwap(table, bits);
        }
    }

    private static String descriptor(int bits) {
        return switch (bits) {
            case 8 -> "B";
            case 16 -> "S";
            case 32 -> "I";
            default -> "J";
        };
    }

    private static Type type(int bits) {
        return bits == 64 ? Type.I64 : Type.I32;
    }

    private static Access access(int bits, Order order) {
        return new Access(bits / 8, true, order, Access.Alias.RAW);
    }

    private static void loads(Intrinsics table, int bits) {
        String descriptor = "(J)" + descriptor(bits);
        table.add(
                MEM,
                "load" + bits,
                descriptor,
                (e, args) -> e.load(type(bits), args.get(0), 0, access(bits, Order.OPAQUE)));
        table.add(
                MEM,
                "load" + bits + "Acquire",
                descriptor,
                (e, args) -> e.load(type(bits), args.get(0), 0, access(bits, Order.ACQUIRE)));
    }

    private static void stores(Intrinsics table, int bits) {
        String descriptor = "(J" + descriptor(bits) + ")V";
        table.add(
                MEM,
                "store" + bits,
                descriptor,
                (e, args) -> e.store(args.get(0), 0, args.get(1), access(bits, Order.OPAQUE)));
        table.add(
                MEM,
                "store" + bits + "Release",
                descriptor,
                (e, args) -> e.store(args.get(0), 0, args.get(1), access(bits, Order.RELEASE)));
    }

    private static void amos(Intrinsics table, Amo.Kind kind, int bits) {
        String name = "amo" + kind.toString().toLowerCase(Locale.ROOT) + bits;
        amo(table, name, new Amo(kind, bits / 8, false, false));
        amo(table, name + "Acquire", new Amo(kind, bits / 8, true, false));
        amo(table, name + "Release", new Amo(kind, bits / 8, false, true));
        amo(table, name + "AcquireRelease", new Amo(kind, bits / 8, true, true));
    }

    private static void amo(Intrinsics table, String name, Amo amo) {
        int bits = amo.width() * 8;
        String value = descriptor(bits);
        table.add(
                MEM,
                name,
                "(J" + value + ")" + value,
                (e, args) -> e.add(Op.AMO, type(bits), args.get(0), args.get(1)).aux(amo));
    }

    private static void compareAndSwap(Intrinsics table, int bits) {
        String value = descriptor(bits);
        table.add(
                MEM,
                "compareAndSwap" + bits,
                "(J" + value + value + ")Z",
                (e, args) -> e.add(Op.CAS, Type.I32, args.get(0), args.get(1), args.get(2))
                        .imm(bits / 8));
    }
}

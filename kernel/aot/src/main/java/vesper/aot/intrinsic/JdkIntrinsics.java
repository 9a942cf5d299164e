package vesper.aot.intrinsic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vesper.aot.image.Layout;
import vesper.aot.ir.Access;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** What kernel Java may call of the JDK: some become a few instructions, the others are compiled from the JDK's code. */
public final class JdkIntrinsics {
    private static final String INTEGER = "java/lang/Integer";
    private static final String LONG = "java/lang/Long";
    private static final String MATH = "java/lang/Math";
    private static final String STRING = "java/lang/String";
    private static final String ENUM = "java/lang/Enum";

    private static final Set<String> BITS = Set.of(
            "bitCount",
            "highestOneBit",
            "lowestOneBit",
            "numberOfLeadingZeros",
            "numberOfTrailingZeros",
            "reverse",
            "reverseBytes",
            "rotateLeft",
            "rotateRight",
            "signum",
            "min",
            "max",
            "sum");
    private static final Map<String, Set<String>> COMPILED = Map.of(
            INTEGER,
            BITS,
            LONG,
            BITS,
            MATH,
            Set.of(
                    "abs",
                    "absExact",
                    "addExact",
                    "ceilDiv",
                    "decrementExact",
                    "floorDiv",
                    "floorMod",
                    "incrementExact",
                    "max",
                    "min",
                    "multiplyExact",
                    "multiplyFull",
                    "negateExact",
                    "subtractExact",
                    "toIntExact"),
            "java/lang/Boolean",
            Set.of("compare", "logicalAnd", "logicalOr", "logicalXor"),
            "java/lang/Character",
            Set.of("compare", "reverseBytes"),
            "java/lang/Byte",
            Set.of("compare"),
            "java/lang/Short",
            Set.of("compare", "reverseBytes"));

    private JdkIntrinsics() {}

    /** Whether a static method of the JDK is compiled from its class file. */
    public static boolean isCompiled(MethodRef method) {
        return COMPILED.getOrDefault(method.owner(), Set.of()).contains(method.name());
    }

    static void addTo(Intrinsics table) {
        comparisons(table);
        divisions(table);
        conversions(table);
        strings(table);
        enums(table);
        table.add(MATH, "multiplyHigh", "(JJ)J", (e, args) -> e.add(Op.MULH, Type.I64, args.get(0), args.get(1)));
        table.add(
                MATH,
                "unsignedMultiplyHigh",
                "(JJ)J",
                (e, args) -> e.add(Op.MULHU, Type.I64, args.get(0), args.get(1)));
        table.add("java/util/Objects", "requireNonNull", "(Ljava/lang/Object;)Ljava/lang/Object;", (e, args) -> {
            e.checkNull(args.get(0));
            return args.get(0);
        });
    }

    private static void comparisons(Intrinsics table) {
        for (String owner : List.of(INTEGER, LONG)) {
            String type = owner.equals(INTEGER) ? "I" : "J";
            String descriptor = "(" + type + type + ")I";
            table.add(owner, "compare", descriptor, (e, args) -> e.add(Op.CMP, Type.I32, args.get(0), args.get(1)));
            table.add(
                    owner,
                    "compareUnsigned",
                    descriptor,
                    (e, args) -> e.add(Op.CMPU, Type.I32, args.get(0), args.get(1)));
        }
    }

    private static void divisions(Intrinsics table) {
        table.add(INTEGER, "divideUnsigned", "(II)I", (e, args) -> divide(e, Op.DIVU, args));
        table.add(INTEGER, "remainderUnsigned", "(II)I", (e, args) -> divide(e, Op.REMU, args));
        table.add(LONG, "divideUnsigned", "(JJ)J", (e, args) -> divide(e, Op.DIVU, args));
        table.add(LONG, "remainderUnsigned", "(JJ)J", (e, args) -> divide(e, Op.REMU, args));
    }

    private static Value divide(Emission e, Op op, List<Value> args) {
        e.checkDivisor(args.get(1));
        return e.add(op, args.get(0).type(), args.get(0), args.get(1));
    }

    private static void conversions(Intrinsics table) {
        table.add(INTEGER, "toUnsignedLong", "(I)J", (e, args) -> e.add(Op.ZEXT32, Type.I64, args.get(0)));
        unsigned(table, "java/lang/Byte", "B", Op.ZEXT8);
        unsigned(table, "java/lang/Short", "S", Op.ZEXT16);
    }

    private static void unsigned(Intrinsics table, String owner, String type, Op op) {
        table.add(owner, "toUnsignedInt", "(" + type + ")I", (e, args) -> e.add(op, Type.I32, args.get(0)));
        table.add(
                owner,
                "toUnsignedLong",
                "(" + type + ")J",
                (e, args) -> e.add(Op.I2L, Type.I64, e.add(op, Type.I32, args.get(0))));
    }

    private static void strings(Intrinsics table) {
        table.add(STRING, "length", "()I", (e, args) -> length(e, args.get(0)));
        table.add(
                STRING,
                "isEmpty",
                "()Z",
                (e, args) -> e.add(Op.EQ, Type.I32, length(e, args.get(0)), e.constant(Type.I32, 0)));
        table.add(STRING, "charAt", "(I)C", (e, args) -> {
            e.checkNull(args.get(0));
            e.checkBounds(args.get(0), args.get(1));
            Value at = e.element(args.get(0), args.get(1), 1);
            Access latin1 = new Access(1, false, Access.Order.PLAIN, Access.Alias.IMMUTABLE);
            return e.load(Type.I32, at, Layout.ELEMENTS, latin1);
        });
    }

    private static Value length(Emission e, Value string) {
        e.checkNull(string);
        return e.length(string);
    }

    private static void enums(Intrinsics table) {
        table.add(ENUM, "ordinal", "()I", (e, args) -> {
            if (args.get(0).op() == Op.OBJECT && args.get(0).aux() instanceof Enum<?> constant) {
                return e.constant(Type.I32, position(constant));
            }
            e.checkNull(args.get(0));
            return e.load(Type.I32, args.get(0), enumField(e, "ordinal"), immutable(4));
        });
        table.add(ENUM, "name", "()Ljava/lang/String;", (e, args) -> {
            e.checkNull(args.get(0));
            return e.load(Type.REF, args.get(0), enumField(e, "name"), immutable(8));
        });
    }

    // The ordinal is what the program asks for.
    @SuppressWarnings("EnumOrdinal")
    private static int position(Enum<?> constant) {
        return constant.ordinal();
    }

    private static Access immutable(int width) {
        return new Access(width, true, Access.Order.PLAIN, Access.Alias.IMMUTABLE);
    }

    private static long enumField(Emission e, String name) {
        try {
            return e.layout().offset(Enum.class.getDeclaredField(name));
        } catch (NoSuchFieldException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

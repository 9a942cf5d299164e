package vesper.stress.compiler.generate;

import java.util.List;
import vesper.stress.compiler.generate.JavaType.Primitive;

/** Loads, stores and atomic instructions on the scratch region of 256 bytes, and on {@code Atomic}s. */
final class Memory {
    private static final List<String> AMOS = List.of("swap", "add", "and", "or", "xor");
    private static final List<String> ORDERS = List.of("", "Acquire", "Release", "AcquireRelease");
    private static final List<String> ATOMICS = List.of(
            "swapAcquire",
            "swapRelease",
            "getAndAdd",
            "getAndAddAcquireRelease",
            "getAndOrAcquireRelease",
            "getAndAndAcquireRelease");

    private final Draft draft;
    private final Expressions expressions;

    Memory(Draft draft, Expressions expressions) {
        this.draft = draft;
        this.expressions = expressions;
    }

    /** A value of {@code int} or {@code long} that comes from memory. */
    String load(Primitive type, int depth) {
        return type == Primitive.INT ? loadInt(depth) : loadLong(depth);
    }

    private String loadInt(int depth) {
        return switch (draft.below(6)) {
            case 0 -> "Mem.load" + draft.pick("8", "8Acquire") + "(" + address(1) + ")";
            case 1 -> "Mem.load" + draft.pick("16", "16Acquire") + "(" + address(2) + ")";
            case 2 -> "Mem.load" + draft.pick("32", "32Acquire") + "(" + address(4) + ")";
            case 3 ->
                "Harness.scratch()." + draft.pick("u8", "i8", "u16", "i16", "i32") + "(" + 8 * draft.below(32) + ")";
            default ->
                "Mem.amo" + draft.random.pick(AMOS) + "32" + draft.random.pick(ORDERS) + "(" + address(4) + ", "
                        + expressions.of(Primitive.INT, depth) + ")";
        };
    }

    private String loadLong(int depth) {
        return switch (draft.below(7)) {
            case 0, 1 -> "Mem.load64" + draft.pick("", "Acquire") + "(" + address(8) + ")";
            case 2 -> "Harness.scratch()." + draft.pick("i64", "u32") + "(" + 8 * draft.below(32) + ")";
            case 3 -> atomic() + "." + draft.pick("load()", "loadAcquire()");
            case 4 -> atomic() + "." + draft.random.pick(ATOMICS) + "(" + expressions.of(Primitive.LONG, depth) + ")";
            case 5 -> csr("swap", "readAndClear");
            default ->
                "Mem.amo" + draft.random.pick(AMOS) + "64" + draft.random.pick(ORDERS) + "(" + address(8) + ", "
                        + expressions.of(Primitive.LONG, depth) + ")";
        };
    }

    /** A statement that stores. */
    String store() {
        String value = expressions.of(Primitive.LONG, 2);
        return switch (draft.below(10)) {
            case 0 -> "Mem.store8" + order() + "(" + address(1) + ", (byte) (" + value + "));";
            case 1 -> "Mem.store16" + order() + "(" + address(2) + ", (short) (" + value + "));";
            case 2 -> "Mem.store32" + order() + "(" + address(4) + ", (int) (" + value + "));";
            case 3 -> "Mem.store64" + order() + "(" + address(8) + ", " + value + ");";
            case 4 ->
                "Harness.scratch().set" + draft.pick("8", "16", "32") + "(" + 8 * draft.below(32) + ", (int) (" + value
                        + "));";
            case 5 -> atomic() + ".store" + order() + "(" + value + ");";
            case 6 ->
                "Mem.compareAndSwap32(" + address(4) + ", " + expressions.of(Primitive.INT, 1) + ", (int) (" + value
                        + "));";
            case 7 -> "View.of(" + expressions.of(Primitive.LONG, 0) + ").set((int) (" + value + "));";
            case 8 -> csr("write", "set", "clear") + ";";
            default -> atomic() + ".compareAndSwap(" + expressions.of(Primitive.LONG, 1) + ", " + value + ");";
        };
    }

    /** Its value branches nowhere: the number of the CSR would not be known behind that. */
    private String csr(String... methods) {
        return "Csr." + draft.pick(methods) + "(Csr.MSCRATCH, " + expressions.leaf(Primitive.LONG) + ")";
    }

    private String order() {
        return draft.pick("", "Release");
    }

    private String atomic() {
        return draft.random.pick(draft.world.atomics);
    }

    /** Aligned to {@code width}. */
    private String address(int width) {
        return draft.chance(40)
                ? "Harness.scratch().value() + " + width * draft.below(256 / width)
                : "Harness.scratch().value() + " + width + " * ((" + expressions.of(Primitive.LONG, 1) + ") & "
                        + (256 / width - 1) + ")";
    }
}

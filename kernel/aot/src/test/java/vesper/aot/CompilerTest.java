package vesper.aot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Programs compiled and run on the machine. */
class CompilerTest {
    private static long value(String members) throws CompileError {
        Snippet.Result result = Snippet.ofMembers(members).run();
        assertEquals("", result.trap());
        assertEquals(
                result,
                Snippet.with(Compiler::withoutOptimisation, Snippet.inClass(members))
                        .run());
        return result.value();
    }

    private static String panic(String members) throws CompileError {
        return Snippet.ofMembers(members).run().trap();
    }

    @Test
    void aLoopCounts() throws CompileError {
        assertEquals(4950, value("""
            @Entry static long main() {
                long sum = 0;
                for (int i = 0; i < 100; i++) sum += i;
                return sum;
            }
            """));
    }

    @Test
    void integersWrapAndNarrowAsOnTheJvm() throws CompileError {
        String members = """
            static int big = Integer.MAX_VALUE;
            static long huge = Long.MIN_VALUE;
            static int minus = -7;
            @Entry static long main() {
                long x = big + 1;
                x = 31 * x + (byte) (big - 100);
                x = 31 * x + (short) (big << 3);
                x = 31 * x + (char) minus;
                x = 31 * x + minus / 2;
                x = 31 * x + minus % 4;
                x = 31 * x + (minus >>> 28) + (minus >> 1) + (1 << 33);
                x = 31 * x + huge / -1 + (huge >>> 60) + (int) (huge + 5);
                x = 31 * x + Integer.compareUnsigned(minus, 3) + Integer.divideUnsigned(minus, 10);
                x = 31 * x + Math.multiplyHigh(huge, 6) + Long.numberOfTrailingZeros(huge) + Integer.reverseBytes(big);
                return x;
            }
            """;
        assertEquals(OnJvm.main(members), value(members));
    }

    @Test
    void theReceiversClassSelectsTheMethod() throws CompileError {
        String members = """
            interface Shape { int area(); default int twice() { return 2 * area(); } }
            record Square(int side) implements Shape { public int area() { return side * side; } }
            static class Box implements Shape {
                int w, h;
                Box(int w, int h) { this.w = w; this.h = h; }
                public int area() { return w * h; }
            }
            static final class Flat extends Box {
                Flat(int w) { super(w, 1); }
                @Override public int twice() { return super.twice() + 1000; }
            }
            static final Shape[] SHAPES = {new Square(3), new Box(4, 5), new Flat(6), new Square(7)};
            @Entry static long main() {
                long sum = 0;
                for (Shape shape : SHAPES) {
                    sum = 100 * sum + shape.twice();
                    if (shape instanceof Box box && !(shape instanceof Flat)) { box.w++; sum += box.area(); }
                }
                return sum;
            }
            """;
        assertEquals(OnJvm.main(members), value(members));
    }

    @Test
    void wordsGoThroughCallsFieldsAndStatics() throws CompileError {
        String members = """
            @Word record Pte(long bits) {
                static final int V = 1, LEAF = 14;
                static Pte of(Addr frame, int flags) { return new Pte(frame.value() >>> 12 << 10 | flags | V); }
                boolean leaf() { return (bits & LEAF) != 0; }
                Addr frame() { return new Addr(bits << 10 >>> 20 << 12); }
            }
            static final class Slot { Pte pte = new Pte(5); }
            static final Slot SLOT = new Slot();
            static Pte last = Pte.of(new Addr(0x8000_1000L), 6);
            static Pte pick(boolean first, Pte a, Pte b) { return first ? a : b; }
            @Entry static long main() {
                Pte old = SLOT.pte;
                SLOT.pte = last;
                last = pick(old.leaf(), old, Pte.of(SLOT.pte.frame().plus(0x1000), 0));
                return SLOT.pte.frame().value() + last.bits();
            }
            """;
        assertEquals(OnJvm.main(members), value(members));
    }

    @Test
    void enumsAndSwitchesWork() throws CompileError {
        String members = """
            enum Color { RED { int rank() { return 10; } }, GREEN, BLUE; int rank() { return ordinal(); } }
            static final Color[] ALL = {Color.BLUE, Color.RED, Color.GREEN};
            static int sparse(int n) {
                return switch (n) { case -5 -> 1; case 100 -> 2; case 100000 -> 3; default -> 4; };
            }
            @Entry static long main() {
                long x = 0;
                for (Color c : ALL) {
                    x = 10 * x + switch (c) { case RED -> 1; case GREEN -> 2; case BLUE -> 3; };
                    x += c.rank() + c.name().length();
                }
                for (int i = -5; i < 200_000; i += 105) x = 3 * x + sparse(i);
                return x;
            }
            """;
        assertEquals(OnJvm.main(members), value(members));
    }

    @Test
    void atomicsAndMemoryByAddressWork() throws CompileError {
        assertEquals(0x55_0000_1234L + 7 + 1, value("""
            static final Atomic ATOMIC = new Atomic(5);
            @Entry static long main() {
                ATOMIC.getAndAdd(2);
                boolean swapped = ATOMIC.compareAndSwap(7, 0x55_0000_0000L);
                Addr heap = Symbol.address("_heap_start");
                heap.set16(6, 0x1234);
                return ATOMIC.load() + heap.u16(6) + 7 + (swapped ? 1 : 0);
            }
            """));
    }

    @Test
    void aFailedCheckNamesItsCauseAndLine() throws CompileError {
        assertEquals("index out of bounds at Main.java:4", panic("""
            static final int[] A = new int[3]; static int at = 3;
            @Entry static long main() { return A[at]; }
            """));
        assertEquals("null pointer at Main.java:4", panic("""
            static int[] a;
            @Entry static long main() { return a.length; }
            """));
        assertEquals("division by zero at Main.java:4", panic("""
            static long zero;
            @Entry static long main() { return 1 % zero; }
            """));
        assertEquals("class cast at Main.java:4", panic("""
            static Object o = new int[1];
            @Entry static long main() { String s = (String) o; return s.length(); }
            """));
        assertEquals("array store at Main.java:4", panic("""
            static Object[] all = new String[1]; static Object[] other = {all};
            @Entry static long main() { all[0] = other; return 0; }
            """));
    }

    @Test
    void throwIsAPanicWithItsMessage() throws CompileError {
        assertEquals("IllegalStateException: no frame is free at Main.java:5", panic("""
            static int free;
            @Entry static long main() {
                if (free == 0) throw new IllegalStateException("no frame is free");
                return free;
            }
            """));
    }

    @Test
    void twoCompilationsGiveTheSameBytes() throws CompileError {
        String members = """
            interface A { int f(); }
            record B(String s) implements A { public int f() { return s.length(); } }
            record C(int[] n) implements A { public int f() { return n[n.length - 1]; } }
            static final A[] ALL = {new B("x"), new C(new int[] {1, 2}), new B("yy")};
            static int total;
            @Entry static long main() { for (A a : ALL) { total += a.f(); } return total; }
            """;
        byte[] first = Snippet.ofMembers(members).compile().elf();
        assertArrayEquals(first, Snippet.ofMembers(members).compile().elf());
    }
}

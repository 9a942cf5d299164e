package vesper.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Java's constructs, alike on the JVM and on the machine. */
class LanguageTest {
    private static void assertAlike(String members) throws CompileError {
        Snippet.Result result = Snippet.ofMembers(members).run();
        assertEquals(new Snippet.Result("", OnJvm.main(members), ""), result);
    }

    @Test
    void compoundAssignmentsMoveOperandsOfEveryWidth() throws CompileError {
        assertAlike("""
            static final class Box { long wide = 7; int narrow = 3; byte tiny = 120; char c = 0xfff0; boolean flag; }
            static final Box BOX = new Box();
            static final long[] LONGS = {1, 2, 3};
            static final byte[] BYTES = {100, -1};
            static final char[] CHARS = {'a', 0xffff};
            static final boolean[] FLAGS = new boolean[2];
            static long total; static short small = 32767;
            @Entry static long main() {
                long x = BOX.wide++ + ++BOX.wide;
                x += LONGS[1]++ * 10 + --LONGS[2] + (LONGS[0] += 5);
                x = x * 31 + BOX.narrow-- + (BOX.tiny += 10) + (BOX.c += 20);
                x = x * 31 + (BYTES[0] += 100) + BYTES[1]-- + CHARS[1]++ + CHARS[1];
                x = x * 31 + small++ + small + (total = BOX.wide = LONGS[0] = 9) + total++;
                BOX.flag = FLAGS[1] = x > 0;
                FLAGS[0] ^= FLAGS[1] & BOX.flag;
                x = x * 31 + (FLAGS[0] ? 1 : 2) + (BOX.flag ? 4 : 8) + total;
                return x;
            }
            """);
    }

    @Test
    void genericCodeCastsWhatItGets() throws CompileError {
        assertAlike("""
            interface Visitor<T> { long visit(T t); }
            static final class Length implements Visitor<String> { public long visit(String s) { return s.length(); } }
            static final class Sum implements Visitor<int[]> {
                public long visit(int[] a) { long s = 0; for (int i : a) s += i; return s; }
            }
            record Pair<A, B>(A a, B b) { A first() { return a; } }
            static <T> long apply(Visitor<T> v, T t) { return v.visit(t); }
            static final Pair<Length, Sum> PAIR = new Pair<>(new Length(), new Sum());
            static final int[] NUMBERS = {4, 5, 6};
            @Entry static long main() { return 100 * apply(PAIR.first(), "four") + apply(PAIR.b(), NUMBERS); }
            """);
    }

    @Test
    void innerClassesSeeTheirOuterObject() throws CompileError {
        assertAlike("""
            static final class Counter {
                private int n;
                final class Step { final int by; Step(int by) { this.by = by; } void go() { n += by; } }
                final Step one = new Step(1), ten = new Step(10);
                private int twice() { return 2 * n; }
            }
            interface Op { int of(int a); }
            static final Op NEGATE = new Op() { public int of(int a) { return -a; } };
            static final Counter COUNTER = new Counter();
            @Entry static long main() {
                COUNTER.one.go(); COUNTER.ten.go(); COUNTER.ten.go();
                return NEGATE.of(COUNTER.twice());
            }
            """);
    }

    @Test
    void recursionKeepsEachFramesVariables() throws CompileError {
        assertAlike("""
            static int ackermann(int m, int n) {
                return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
            }
            static long eight(long a, int b, long c, int d, long e, int f, long g, int h) {
                return h == 0 ? a - b + c * d - e + f * g : eight(b, h, a, b, c, d, e, h - 1) + g;
            }
            @Entry static long main() { return ackermann(2, 5) + 1000 * eight(1, 2, 3, 4, 5, 6, 7, 8); }
            """);
    }

    @Test
    void labelledLoopsAndConditionsJumpWhereJavaSays() throws CompileError {
        assertAlike("""
            static boolean odd(int n) { return (n & 1) != 0; }
            @Entry static long main() {
                long x = 1;
                outer:
                for (int i = 0; i < 20; i++) {
                    int j = i;
                    do {
                        j -= 3;
                        if (j == 5 || odd(j) && j > 8) continue outer;
                        if (j == -3 && !(i < 18)) break outer;
                        x = x * 7 + (odd(i) == odd(j) ? j : i) % 5;
                    } while (j > 0);
                    x ^= i;
                }
                return x;
            }
            """);
    }

    @Test
    void nestedWordsAndTheirConstructorsAgree() throws CompileError {
        assertAlike("""
            @Word record Ticks(int n) {
                static final int MAX = 50;
                Ticks { if (n > MAX) n = MAX; else if (n < 0) n = -n; }
                Ticks(long wide, int shift) { this((int) (wide >> (shift > 0 ? shift : -shift))); }
                Ticks plus(Ticks other) { return new Ticks(n + other.n); }
            }
            @Word record View(Addr at) { View next() { return new View(at.plus(8)); } }
            interface Clock { Ticks now(); }
            static final class Fast implements Clock { Ticks t = new Ticks(3); public Ticks now() { return t = t.plus(t); } }
            static final class Slow implements Clock { public Ticks now() { return new Ticks(1L << 34, 33); } }
            static final Clock[] CLOCKS = {new Fast(), new Slow()};
            @Entry static long main() {
                long x = 0;
                for (int i = 0; i < 8; i++) { Ticks t = CLOCKS[i & 1].now(); x = 60 * x + t.n() + new Ticks(i > 4 ? -i : i).n(); }
                View v = new View(new Addr(0x1000));
                for (int i = 0; i < 3; i++) v = v.next();
                return x + v.at().value();
            }
            """);
    }

    @Test
    void aSwitchOverAnotherFilesEnumWorks() throws CompileError {
        String color = "package p;\npublic enum Color { RED, GREEN, BLUE }";
        String main = """
            package p;
            import vesper.metal.Entry;
            final class Main {
                static final Color[] ALL = {Color.BLUE, Color.RED};
                @Entry static long main() {
                    long x = 0;
                    for (Color c : ALL) {
                        switch (c) { case RED: x += 1; break; case BLUE: x += 20; break; default: x += 300; }
                    }
                    return x;
                }
            }
            """;
        assertEquals(new Snippet.Result("", 21, ""), Snippet.of(color, main).run());
    }

    @Test
    void aTypeWithoutObjectsIsNeverCalled() throws CompileError {
        assertAlike("""
            interface Absent { int f(); }
            static Absent absent;
            static Object any = "text";
            @Entry static long main() {
                if (absent != null) return absent.f();
                return any instanceof Absent ? 1 : any instanceof String s && s.length() == 4 ? 2 : 3;
            }
            """);
    }

    @Test
    void stringsAreLatin1() throws CompileError {
        assertAlike("""
            static final String[] WORDS = {"caf\\u00e9", "", "x"};
            @Entry static long main() {
                long x = 0;
                for (String word : WORDS) for (int i = 0; i < word.length(); i++) x = 31 * x + word.charAt(i);
                return WORDS[1].isEmpty() ? x : -1;
            }
            """);
    }

    @Test
    void volatileFieldsHoldWhatWasWritten() throws CompileError {
        assertAlike("""
            static volatile int turn = 3;
            static final class Flag { volatile long raised; volatile boolean up; }
            static final Flag FLAG = new Flag();
            @Entry static long main() {
                turn += 4; FLAG.raised = turn * 2L; FLAG.up = !FLAG.up;
                return FLAG.raised + (FLAG.up ? 100 : 0);
            }
            """);
    }

    @Test
    void initialisersThatRunLateAreSeen() throws CompileError {
        assertAlike("""
            static final class Registry {
                static final Runnable[] ALL = new Runnable[3]; static int count;
                static void add(Runnable r) { ALL[count++] = r; }
            }
            static final class Late implements Runnable {
                static int runs; static { Registry.add(new Late()); }
                static void touch() {}
                public void run() { runs += 5; }
            }
            @Entry static long main() {
                Late.touch();
                for (int i = 0; i < Registry.count; i++) Registry.ALL[i].run();
                return Late.runs;
            }
            """);
    }
}

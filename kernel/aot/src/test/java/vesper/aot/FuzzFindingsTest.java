package vesper.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What random programs have found, each as small as it could be made. */
class FuzzFindingsTest {
    private static void assertAlike(String members) throws CompileError {
        assertEquals(
                new Snippet.Result("", OnJvm.main(members), ""),
                Snippet.ofMembers(members).run());
    }

    @Test
    void nameOfAConstantThatTheOptimiserKnows() throws CompileError {
        assertAlike("""
            enum Way { UP, DOWN }
            static final Way[] WAYS = {Way.DOWN, Way.UP};
            static Way of(boolean up) { return up ? Way.UP : WAYS[0]; }
            @Entry static long main() { return of(true).name().charAt(1) * 1000 + of(false).name().length(); }
            """);
    }

    @Test
    void characterOfAConstantCastToByte() throws CompileError {
        assertAlike("""
            static final String TEXT = "\\u0092a";
            static int times = 7;
            @Entry static long main() {
                long sum = 0;
                for (int i = 0; i < times; i++) { sum += (byte) TEXT.charAt(0) - 33; }
                return sum;
            }
            """);
    }

    @Test
    void negativeFinalFieldOfAConstantTakenAsUnsigned() throws CompileError {
        assertAlike("""
            static class Number {
                final int number;
                Number(int number) { this.number = number; }
                long unsigned() { return Integer.toUnsignedLong(number); }
            }
            static final Number SOME = new Number(0xcaaf4031);
            static final Number LESS = new Number(-5);
            @Entry static long main() { return Long.reverseBytes(SOME.unsigned()) + LESS.unsigned(); }
            """);
    }

    @Test
    void constantBehindATestOfItsClassThatFails() throws CompileError {
        assertAlike("""
            static class Animal { }
            static class Cat extends Animal { final int lives = Integer.parseInt("9"); final String name = "Tom"; }
            static class Dog extends Animal { final String name = "Rex"; final long age = Long.parseLong("7"); }
            static final Animal CAT = new Cat();
            static final Animal DOG = new Dog();
            @Entry static long main() {
                long sum = 0;
                if (CAT instanceof Dog dog) { sum += dog.age + dog.name.length(); }
                if (DOG instanceof Cat cat) { sum += cat.lives + cat.name.length(); }
                if (CAT instanceof Cat cat) { sum += 10 * cat.lives; }
                return sum;
            }
            """);
    }

    @Test
    void virtualRecursionOfAConstantIsNotInlinedForEver() throws CompileError {
        assertAlike("""
            interface Walk { default long walk(long n) { return n <= 0 ? 1 : this.walk(n - 1) + 2; } }
            static class Plain implements Walk { }
            static class Other implements Walk {
                @Override public long walk(long n) { return n <= 0 ? 3 : PLAIN.walk(n - 1) * 2; }
            }
            static final Plain PLAIN = new Plain();
            static final Walk[] WALKS = {PLAIN, new Other()};
            static int choice = 1;
            @Entry static long main() { return WALKS[choice].walk(20) + WALKS[1 - choice].walk(10); }
            """);
    }
}

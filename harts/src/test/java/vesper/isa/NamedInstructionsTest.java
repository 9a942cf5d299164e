package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedInstructionsTest {
    private static final int NUMBER = 24;

    private static boolean hasMethod(Instruction row) {
        return Arrays.stream(Assembler.class.getMethods())
                .anyMatch(m -> m.getName().equals(row.name().toLowerCase(Locale.ROOT)));
    }

    /** A row needs no method, {@link Emitter#emit} takes any; these have one because programs that we write use it. */
    static Stream<Instruction> named() {
        return Arrays.stream(Instruction.values()).filter(NamedInstructionsTest::hasMethod);
    }

    @ParameterizedTest
    @MethodSource("named")
    void aMethodOfARowsNameEmitsIt(Instruction row) throws ReflectiveOperationException {
        String name = row.name().toLowerCase(Locale.ROOT);
        // The others of the same name take a label, or leave the rounding mode out.
        Method method = Arrays.stream(Assembler.class.getMethods())
                .filter(m -> m.getName().equals(name))
                .filter(m -> row == Instruction.FENCE
                        || !Arrays.asList(m.getParameterTypes()).contains(String.class))
                .max((a, b) -> Integer.compare(a.getParameterCount(), b.getParameterCount()))
                .orElseThrow();
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        // Registers differ, so that two of them exchanged are seen; even, for amocas.q.
        int register = 2;
        long[] expected = new long[row.format().operands().size()];
        for (int n = 0; n < types.length; n++) {
            Class<?> type = types[n];
            long value = NUMBER;
            if (type == Register.class || type == FRegister.class) {
                arguments[n] = type == Register.class ? Register.of(register) : FRegister.of(register);
                value = register;
                register += 2;
            } else if (type == Rounding.class) {
                arguments[n] = Rounding.RMM;
                value = Rounding.RMM.rm();
            } else if (type == String.class) {
                arguments[n] = "rw";
                value = 3;
            } else if (type == Ordering[].class) {
                arguments[n] = new Ordering[] {Ordering.RL};
                continue;
            } else {
                arguments[n] = type == int.class ? (Object) NUMBER : (Object) (long) NUMBER;
            }
            expected[n] = value;
        }
        Assembler a = new Assembler();
        method.invoke(a, arguments);
        int word = onlyWord(a);
        assertSame(row, Instruction.decode(word));
        int ordering = row.format().isAtomic() ? Ordering.RL.bit() : 0;
        assertEquals(row.encode(expected) | ordering, word, Disassembler.disassembleBase(word, 0));
    }

    private static int onlyWord(Assembler a) {
        List<Integer> words = AssemblerTest.words(a);
        assertEquals(1, words.size());
        return words.getFirst();
    }
}

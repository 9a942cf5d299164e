package vesper.stress.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vesper.isa.Program;
import vesper.stress.bench.guest.Group;
import vesper.stress.bench.guest.Guest;
import vesper.stress.bench.guest.Guests;
import vesper.stress.bench.guest.JavaProgram;

/** The programs in Java compute what they compute on the JVM, and execute much code. */
class ProgramsTest {
    static final List<Guest> ALL =
            Guests.ALL.stream().filter(guest -> guest.group() == Group.PROGRAM).toList();

    private static final long ROUNDS = 60;
    private static final int HART = 1;

    /** What docs/benchmarks.md promises of each. */
    private static final int INSTRUCTIONS = 2000;

    private static final int TIMES = 1000;

    private static JavaProgram program(Guest guest) {
        return (JavaProgram) guest.code();
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters)
            throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** Laps on the JVM, from the beginning. */
    private static List<Object> onTheJvm(Guest guest, long rounds) throws ReflectiveOperationException {
        JavaProgram program = program(guest);
        Class<?> main = program.loader().loadClass(program.main().getName());
        method(main, "fill", long.class).invoke(null, (long) HART);
        Method lap = method(main, "lap", long.class, long.class);
        return List.of(lap.invoke(null, rounds, (long) HART), lap.invoke(null, rounds, (long) HART));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void checksumsAreTheJvms(Guest guest) throws Exception {
        Program image = program(guest).compiled();
        ExecutionCounts machine = new ExecutionCounts(image);
        machine.call(image.symbol("fill"), HART);
        long lap = image.symbol("lap");
        List<Object> compiled = List.of(machine.call(lap, ROUNDS, HART), machine.call(lap, ROUNDS, HART));
        assertEquals(onTheJvm(guest, ROUNDS), compiled);
    }

    /** In a lap of the length that calibration begins with, or in as many tenths of it as are enough. */
    @ParameterizedTest
    @FieldSource("ALL")
    void twoThousandInstructionsAreExecutedAThousandTimes(Guest guest) {
        Program image = program(guest).compiled();
        ExecutionCounts machine = new ExecutionCounts(image);
        machine.call(image.symbol("fill"), HART);
        for (int tenth = 0; tenth < 10 && machine.executed(TIMES) < INSTRUCTIONS; tenth++) {
            machine.call(image.symbol("lap"), guest.rounds() / 10, HART);
        }
        long many = machine.executed(TIMES);
        assertTrue(many >= INSTRUCTIONS, () -> many + " of " + machine.executed(1));
    }
}

package vesper.stress.litmus.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** States are spelled as herd spells them, and read back. */
class FinalStateTest {
    @Test
    void registersStandBeforeLocationsBothInOrder() {
        Map<Observed, Value> values = new HashMap<>();
        values.put(new Observed.Memory("y"), Value.of(2));
        values.put(new Observed.Memory("x"), Value.of(-1));
        values.put(new Observed.Memory("z", 1), new Value.Address("x", 4));
        values.put(new Observed.Register(1, 5), Value.of(3));
        values.put(new Observed.Register(0, 10), new Value.Address("y", 0));
        values.put(new Observed.Register(0, 9), Value.ZERO);
        assertEquals("0:x9=0; 0:x10=y; 1:x5=3; [x]=-1; [y]=2; z[1]=x+4;", new FinalState(values).toString());
    }

    @Test
    void greatUnsignedNumbersHaveNoSign() {
        Map<Observed, Value> values = Map.of(new Observed.Memory("x"), DataType.UINT64.value(-1));
        FinalState state = new FinalState(values);
        assertEquals("[x]=18446744073709551615;", state.toString());
        assertEquals(state, FinalState.parse(state.toString()));
        assertEquals(Value.of(255), DataType.UINT8.value(-1));
    }

    @Test
    void stateOfNothingIsEmpty() {
        assertEquals("", new FinalState(Map.of()).toString());
        assertEquals(new FinalState(Map.of()), FinalState.parse(""));
    }

    @Test
    void statesAreOrderedAsTheirSpelling() {
        assertTrue(FinalState.parse("0:x5=1; [x]=2;").compareTo(FinalState.parse("0:x5=2; [x]=1;")) < 0);
    }

    @Test
    void nonsenseIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> FinalState.parse("0:x5=1; [x=2;"))
                .getMessage();
        assertEquals("'0:x5=1; [x=2;': state:1: expected ']', found '='", message);
    }

    @Test
    void nameThatIsNotObservedIsRefused() {
        FinalState state = FinalState.parse("0:x5=1;");
        assertThrows(IllegalArgumentException.class, () -> state.value(new Observed.Memory("x")));
    }

    @Property
    void everyStateIsReadBack(@ForAll("states") FinalState state) {
        assertEquals(state, FinalState.parse(state.toString()));
    }

    @Provide
    Arbitrary<FinalState> states() {
        Arbitrary<Observed> registers = Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(1, 31))
                .as(Observed.Register::new);
        Arbitrary<String> locations = Arbitraries.of("x", "y", "z", "data_1");
        Arbitrary<Observed> memory = Combinators.combine(
                        locations, Arbitraries.integers().between(-1, 3))
                .as(Observed.Memory::new);
        Arbitrary<Value> numbers = Arbitraries.longs().map(Value::of);
        Arbitrary<Value> addresses = Combinators.combine(
                        locations, Arbitraries.longs().between(-100, 100))
                .as(Value.Address::new);
        return Arbitraries.maps(Arbitraries.oneOf(registers, memory), Arbitraries.oneOf(numbers, addresses))
                .ofMaxSize(8)
                .map(FinalState::new);
    }
}

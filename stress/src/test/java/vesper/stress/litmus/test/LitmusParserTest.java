package vesper.stress.litmus.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vesper.isa.Instruction;
import vesper.isa.Operand;

/** What a test says is what is read. */
class LitmusParserTest {
    private static final LitmusTest EVERYTHING = Samples.parse(Samples.EVERYTHING);

    @Test
    void headIsNameTextAndProperties() {
        LitmusTest test = Samples.parse(Samples.MESSAGE_PASSING);
        assertEquals("MP+fence.w.w+addr", test.name());
        assertEquals("Fence.w.wdWW Rfe DpAddrdR Fre", test.doc());
        assertEquals(Map.of("Cycle", "Rfe DpAddrdR Fre Fence.w.wdWW", "Generator", "by hand"), test.info());
        assertEquals(Map.of("Empty", ""), EVERYTHING.info());
        assertEquals("a text\nover two lines", EVERYTHING.doc());
    }

    @Test
    void eachColumnIsAThread() {
        LitmusTest test = Samples.parse(Samples.MESSAGE_PASSING);
        assertEquals(
                List.of("sw x5,0(x6)", "fence w,w", "sw x5,0(x8)"),
                texts(test.threads().get(0)));
        assertEquals(
                List.of("lw x5,0(x6)", "xor x9,x5,x5", "add x10,x8,x9", "lw x7,0(x10)"),
                texts(test.threads().get(1)));
        assertEquals(13, test.threads().get(1).lines().get(3).number());
    }

    private static List<String> texts(ThreadCode thread) {
        return thread.lines().stream().map(Line::text).toList();
    }

    @Test
    void registersHoldNumbersAndAddresses() {
        InitialState init = EVERYTHING.init();
        assertEquals(Value.of(-1), init.register(0, 5));
        assertEquals(Value.of(16), init.register(0, 6));
        assertEquals(new Value.Address("x", 0), init.register(0, 10));
        assertEquals(new Value.Address("z", 4), init.register(0, 11));
        assertEquals(new Value.Address("y", 0), init.register(1, 8));
        assertEquals(Value.ZERO, init.register(1, 30));
    }

    @Test
    void locationsHaveTypesAndValues() {
        InitialState init = EVERYTHING.init();
        Value greatest = new Value.Literal(-1, true);
        assertEquals(new Location("y", DataType.UINT64, false, List.of(greatest)), init.location("y"));
        assertEquals(location("b", DataType.UINT8, 0), init.location("b"));
        assertEquals(location("h", DataType.UINT16, 0xffff), init.location("h"));
        assertEquals(new Location("p", DataType.INTPTR, false, List.of(new Value.Address("x", 0))), init.location("p"));
        List<Value> elements = List.of(Value.of(1), Value.of(-2), Value.of(3));
        assertEquals(new Location("z", DataType.INT, true, elements), init.location("z"));
        assertEquals(12, init.location("z").bytes());
        assertEquals(
                List.of("b", "h", "p", "w", "x", "y", "z"),
                List.copyOf(init.locations().keySet()));
    }

    private static Location location(String name, DataType type, long value) {
        return new Location(name, type, false, List.of(Value.of(value)));
    }

    @Test
    void locationWithoutATypeIsAnIntUnlessTheTestUses64Bits() {
        assertEquals(DataType.INT64, EVERYTHING.init().location("w").type());
        assertEquals(
                DataType.INT, Samples.ofCode("lw x5,0(x6)").init().location("x").type());
        assertEquals(
                DataType.INT64,
                Samples.ofCode("amoadd.d x5,x7,(x6)").init().location("x").type());
    }

    @Test
    void namesAreThoseOfTheConditionTheLocationsAndTheFilterInOrder() {
        assertEquals(
                "[0:x5, 0:x6, 1:x5, [b], [p], [w], [y], z[0], z[1], z[2]]",
                EVERYTHING.observed().toString());
    }

    @Test
    void numbersInConditionsAreTakenInTheTypeOfTheName() {
        LitmusTest test = Samples.parse(
                "RISCV t\n{int x; uint8_t 0:x5;}\nP0;\nlw x5,0(x6);\n" + "exists (x=0xffffffff /\\ 0:x5=0x1ff)");
        assertEquals("exists ([x]=-1 /\\ 0:x5=255)", test.condition().toString());
    }

    @Test
    void numberOf32BitsMeansASignExtendedRegisterToo() {
        LitmusTest test =
                Samples.parse("RISCV t\n{int64_t 0:x6;}\nP0;\nnop;\n" + "exists (0:x5=0xffffffff /\\ 0:x6=0xffffffff)");
        assertEquals(
                "exists ((0:x5=4294967295 \\/ 0:x5=-1) /\\ 0:x6=4294967295)",
                test.condition().toString());
    }

    @Test
    void implicationBindsWeakestThenOrThenAnd() {
        assertEquals(
                "~exists ((1:x5=1 \\/ (z[1]=2 /\\ [y]=18446744073709551615)) => "
                        + "(not ([p]=x) \\/ 0:x5=z+4 \\/ (false /\\ true)))",
                EVERYTHING.condition().toString());
    }

    @Test
    void filterMayStandBeforeTheCondition() {
        assertEquals(
                "(not (0:x5=3) /\\ 0:x6=x)", EVERYTHING.filter().orElseThrow().toString());
    }

    @Test
    void locationsAloneAskForNothing() {
        LitmusTest test = Samples.parse(Samples.LOCATIONS_ONLY);
        assertEquals("forall (true)", test.condition().toString());
        assertEquals("[0:x1]", test.observed().toString());
    }

    @Test
    void labelsNameWhatFollowsThem() {
        ThreadCode thread = EVERYTHING.threads().get(0);
        int end = thread.steps().size();
        int load = thread.steps().stream().map(Step::row).toList().indexOf(Instruction.LW);
        assertEquals(Map.of("LC00", 0, "LC01", load, "L2", load, "L3", load, "END", end), thread.labels());
        assertEquals(end, thread.linesOfSteps().size());
    }

    @Test
    void loadImmediateOfALargeNumberIsSeveralSteps() {
        Line line = EVERYTHING.threads().get(0).lines().get(0);
        assertEquals("li x28,0x123456789ab", line.text());
        assertTrue(line.steps().size() > 2, line.toString());
        assertTrue(line.steps().stream().allMatch(step -> step.operand(Operand.RD) == 28));
    }

    @Test
    void unknownInstructionIsNamedAndNoError() {
        LitmusTest test = Samples.ofCode("lw x5,0(x6)", "L: fadd.s f1,f2,f3", "amoadd.b x5,x5,(x6)");
        assertEquals(Optional.of("fadd.s"), test.unsupported());
        assertEquals(1, test.threads().get(0).steps().size());
    }

    @Test
    void mnemonicsMayBeInCapitals() {
        assertEquals(
                Samples.ofCode("mv x5,x6").threads().get(0).steps(),
                Samples.ofCode("MV x5,x6").threads().get(0).steps());
    }

    @Test
    void acquiringUnsignedLoadsAndOtherFormsThatZalasrLacksAreUnsupported() {
        Stream.of("lbu.aq x5,0(x6)", "lw.rl x5,0(x6)", "sw.aq x5,0(x6)", "add.aq x5,x6,x7")
                .forEach(code -> assertEquals(
                        Optional.of(code.split(" ", 2)[0]), Samples.ofCode(code).unsupported()));
    }
}

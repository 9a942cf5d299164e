package vesper.device.plic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vesper.bus.AccessFault;
import vesper.device.HandTimer;
import vesper.device.TestLine;

/** The controller decides only what an access may have changed: no line may differ from what deciding all would give. */
class PlicLevelsTest {
    private static final int SOURCES = 40;
    private static final int CONTEXTS = 3;

    private final TestLine[] lines = TestLine.lines(CONTEXTS);
    private final Plic plic = new Plic(SOURCES, lines, new HandTimer());
    private final PlicDriver driver = new PlicDriver(plic);
    private final Gateways twin = new Gateways(SOURCES, CONTEXTS);

    record Step(int kind, int irq, int context, int value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, SOURCES),
                        Arbitraries.integers().between(0, CONTEXTS - 1),
                        Arbitraries.integers().between(0, 7))
                .as(Step::new)
                .list()
                .ofMinSize(50)
                .ofMaxSize(400);
    }

    @Property(tries = 300)
    void everyLineIsWhatItsContextsRegistersSay(@ForAll("steps") List<Step> steps) throws AccessFault {
        for (Step step : steps) {
            take(step);
            for (int context = 0; context < CONTEXTS; context++) {
                assertEquals(twin.notifies(context), lines[context].isHigh(), step + ", context " + context);
            }
        }
    }

    private void take(Step step) throws AccessFault {
        int irq = step.irq;
        int context = step.context;
        switch (step.kind) {
            case 0 -> wire(irq, step.value != 0);
            case 1 -> {
                driver.priority(irq, step.value);
                twin.setPriority(irq, step.value);
            }
            case 2 -> {
                driver.enableWord(context, irq / 32, ~step.value);
                twin.setEnableWord(context, irq / 32, ~step.value);
            }
            case 3 -> {
                driver.threshold(context, step.value);
                twin.setThreshold(context, step.value);
            }
            case 4 -> assertEquals(twin.claim(context), driver.claim(context));
            default -> {
                driver.complete(context, irq);
                twin.complete(context, irq);
            }
        }
    }

    private void wire(int irq, boolean high) {
        plic.source(irq).set(high);
        if (twin.changeWire(irq, high) && high) {
            twin.request(irq);
        }
    }
}
